// The drawing pad of mnist_nb. Made from nbs/06_drawing.ipynb: edit that.
function half(bits) {  // a number of 16 bits
  const exponent = bits >> 10 & 31, fraction = bits & 1023
  return (bits >> 15 ? -1 : 1)*(exponent ? (1024 + fraction)*2**(exponent - 25) : fraction*2**-24)
}

// What is in a safetensors file (Uint8Array): layers, arrays by name, and the calibration
export function readWeights(bytes) {
  const start = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const { __metadata__: about, ...entries } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  if (about?.format != 'mnist_nb' || about.version != '2') throw Error('not weights of mnist_nb, version 2')
  const arrays = {}
  for (const [name, { dtype, data_offsets: [from, to] }] of Object.entries(entries)) {
    const data = bytes.slice(start + from, start + to).buffer
    arrays[name] = dtype == 'F16' ? Float32Array.from(new Uint16Array(data), half) : new Float32Array(data)
  }
  return { layers: JSON.parse(about.layers), arrays, ...JSON.parse(about.calibration ?? '{}') }
}
// Weights (out, in, k * k), or (out, in), with those of all outputs side by side
function columns(weight, outs, area = 1) {
  const ins = weight.length/outs/area, out = new Float32Array(weight.length)
  for (let o = 0; o < outs; o++) for (let i = 0; i < ins; i++) for (let p = 0; p < area; p++)
    out[(p*ins + i)*outs + o] = weight[(o*ins + i)*area + p]
  return out
}

// Add `n` numbers of `data`, each times its weights, to the sums
function add(sums, data, at, n, weights, from) {
  const outs = sums.length
  for (let i = 0; i < n; i++, from += outs) {
    const v = data[at + i]
    if (v) for (let o = 0; o < outs; o++) sums[o] += v*weights[from + o]
  }
}
function conv2d({ out_channels: c, kernel_size: k, stride, padding }, { weight, bias }) {
  const weights = columns(weight, c, k*k), sums = new Float64Array(c), ins = weight.length/c/k/k
  return ({ h, w, data }) => {
    const H = Math.floor((h + 2*padding - k)/stride) + 1, W = Math.floor((w + 2*padding - k)/stride) + 1
    const out = new Float32Array(H*W*c)
    for (let y = 0; y < H; y++) for (let x = 0; x < W; x++) {
      bias ? sums.set(bias) : sums.fill(0)
      for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) {
        const row = y*stride + i - padding, col = x*stride + j - padding
        if (row >= 0 && row < h && col >= 0 && col < w) add(sums, data, (row*w + col)*ins, ins, weights, (i*k + j)*ins*c)
      }
      out.set(sums, (y*W + x)*c)
    }
    return { h: H, w: W, c, data: out }
  }
}

function linear({ in_features: ins, out_features: c }, { weight, bias }) {
  const weights = columns(weight, c)
  return ({ data }) => {
    const sums = Float64Array.from(bias)
    add(sums, data, 0, ins, weights, 0)
    return { h: 1, w: 1, c, data: Float32Array.from(sums) }
  }
}
function maxPool2d({ kernel_size: k }) {
  return ({ h, w, c, data }) => {
    const H = Math.floor(h/k), W = Math.floor(w/k), out = new Float32Array(H*W*c).fill(-Infinity)
    for (let y = 0; y < H*k; y++) for (let x = 0; x < W*k; x++) for (let i = 0; i < c; i++) {
      const at = (Math.floor(y/k)*W + Math.floor(x/k))*c + i
      out[at] = Math.max(out[at], data[(y*w + x)*c + i])
    }
    return { h: H, w: W, c, data: out }
  }
}

function flatten() {
  return ({ h, w, c, data }) => {
    const out = new Float32Array(data.length)
    for (let at = 0; at < h*w; at++) for (let i = 0; i < c; i++) out[i*h*w + at] = data[at*c + i]
    return { h: 1, w: 1, c: out.length, data: out }
  }
}

function batchNorm2d({ eps }, { weight, bias, running_mean, running_var }) {
  const scale = weight.map((v, i) => v/Math.sqrt(running_var[i] + eps)), shift = bias.map((v, i) => v - running_mean[i]*scale[i])
  return image => ({ ...image, data: image.data.map((v, i) => v*scale[i % image.c] + shift[i % image.c]) })
}
const each = f => image => ({ ...image, data: image.data.map(f) })
const kinds = {
  Conv2d: conv2d, Linear: linear, MaxPool2d: maxPool2d, Flatten: flatten, BatchNorm2d: batchNorm2d,
  Standardize: ({ mean, std }) => each(v => (v - mean)/std), ReLU: () => each(v => Math.max(v, 0)), Dropout: () => image => image,
}

// A network, of the bytes of a weights file
export function network(bytes) {
  const { layers, arrays, looks = 1, temperature = 1, threshold = 0 } = readWeights(bytes)
  const functions = layers.map((layer, i) => {
    if (!kinds[layer.type]) throw Error(`layer ${i}: ${layer.type} is not known`)
    const mine = Object.entries(arrays).filter(([k]) => k.startsWith(`${i}.`)).map(([k, a]) => [k.split('.')[1], a])
    return kinds[layer.type](layer, Object.fromEntries(mine))
  })
  return { layers, functions, looks, temperature, threshold }
}

// What each layer gives for a digit in MNIST's form (Uint8Array of 784); the last one, the logits
export function forward(net, pixels) {
  let image = { h: 28, w: 28, c: 1, data: Float32Array.from(pixels, v => v/255) }
  return net.functions.map(f => image = f(image))
}
const percent = p => `${Math.round(100*p)}%`

// A digit moved by one pixel down and one to the right
const moved = pixels => pixels.map((_, i) => i < 28 || i % 28 == 0 ? 0 : pixels[i - 29])

// What a network says of a digit in MNIST's form, and what its layers gave
export function recognize(net, pixels) {
  if (!pixels.some(Boolean)) return { digit: null, confidence: 0, probabilities: Array(10).fill(.1), reason: 'no ink found', outputs: [] }
  const outputs = forward(net, pixels), one = outputs.at(-1).data, other = net.looks == 2 ? forward(net, moved(pixels)).at(-1).data : one
  const logits = one.map((v, i) => (v + other[i])/2), most = Math.max(...logits)
  const e = Array.from(logits, v => Math.exp((v - most)/net.temperature)), sum = e.reduce((a, b) => a + b)
  const probabilities = e.map(v => v/sum), order = [...e.keys()].sort((a, b) => e[b] - e[a])
  const [first, second] = order, confidence = probabilities[first], sure = confidence >= net.threshold
  const reason = sure ? '' : `not sure: ${first} (${percent(confidence)}) or ${second} (${percent(probabilities[second])})`
  return { digit: sure ? first : null, confidence, probabilities, reason, outputs }
}
const sinc = x => x ? Math.sin(Math.PI*x)/(Math.PI*x) : 1

// For each of N output pixels of n: the first input pixel, and the weights of it and the next, in parts of 2 ** 22
function lanczos(n, N) {
  const scale = n/N, wide = Math.max(scale, 1)
  return Array.from({ length: N }, (_, i) => {
    const middle = (i + .5)*scale, first = Math.max(0, Math.trunc(middle - 3*wide + .5)), end = Math.min(n, Math.trunc(middle + 3*wide + .5))
    const weights = Array.from({ length: end - first }, (_, j) => (first + j - middle + .5)/wide).map(x => x >= -3 && x < 3 ? sinc(x)*sinc(x/3) : 0)
    const sum = weights.reduce((a, b) => a + b, 0)
    return { first, weights: weights.map(v => Math.trunc(v/sum*2**22 + .5*Math.sign(v))) }
  })
}

// A picture (h, w) in bytes, in another size (H, W)
function resize(pixels, h, w, H, W) {
  const across = new Uint8ClampedArray(h*W), out = new Uint8ClampedArray(H*W)
  const sum = (weights, from, at, step) => weights.reduce((sum, v, j) => sum + v*from[at + j*step], 2**21)
  lanczos(w, W).forEach(({ first, weights }, x) => { for (let y = 0; y < h; y++) across[y*W + x] = Math.floor(sum(weights, pixels, y*w + first, 1)/2**22) })
  lanczos(h, H).forEach(({ first, weights }, y) => { for (let x = 0; x < W; x++) out[y*W + x] = Math.floor(sum(weights, across, first*W + x, W)/2**22) })
  return out
}
const even = v => Math.abs(v % 1) == .5 ? 2*Math.round(v/2) : Math.round(v)
const clamp = (v, low, high) => Math.min(Math.max(v, low), high)

// Ink (Uint8Array, h x w, 0 for none) scaled into a box of 20 x 20, its centre of mass in the middle of 28 x 28
export function center(ink, h, w) {
  const rows = [], cols = [], out = new Uint8Array(784)
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) if (ink[y*w + x]) { rows[y] = true; cols[x] = true }
  if (!rows.length) return out
  const top = rows.indexOf(true), left = cols.indexOf(true), tall = rows.length - top, wide = cols.length - left
  const box = Uint8Array.from({ length: tall*wide }, (_, i) => ink[(top + Math.floor(i/wide))*w + left + i % wide])
  const [H, W] = [tall, wide].map(n => Math.max(1, even(20*n/Math.max(tall, wide))))
  const small = resize(box, tall, wide, H, W), most = Math.max(...small, 1)
  let sum = 0, down = 0, right = 0
  small.forEach((v, i) => {
    small[i] = v = even(v*(255/most))
    sum += v; down += v*(Math.floor(i/W) + .5); right += v*(i % W + .5)
  })
  const y = clamp(even(14.5 - down/sum), 0, 28 - H), x = clamp(even(14.5 - right/sum), 0, 28 - W)
  small.forEach((v, i) => out[(y + Math.floor(i/W))*28 + x + i % W] = v)
  return out
}
// One straight piece of a stroke, from (ax, ay) to (bx, by), added to ink with a round pen
function dab(ink, h, w, [ax, ay], [bx, by], radius) {
  const dx = bx - ax, dy = by - ay, square = dx*dx + dy*dy || 1, far = radius + 1
  const from = (a, b) => Math.max(0, Math.floor(Math.min(a, b) - far)), to = (a, b, n) => Math.min(n, Math.ceil(Math.max(a, b) + far))
  for (let y = from(ay, by); y < to(ay, by, h); y++) for (let x = from(ax, bx); x < to(ax, bx, w); x++) {
    const px = x + .5 - ax, py = y + .5 - ay, t = clamp((px*dx + py*dy)/square, 0, 1)
    const level = 255*clamp(radius + .5 - Math.sqrt((px - t*dx)**2 + (py - t*dy)**2), 0, 1)
    if (level > ink[y*w + x]) ink[y*w + x] = level
  }
}

// Strokes, each a list of points [x, y] in parts of the board, as ink in a box of `side` pixels, with a pen of that part of it
export function drawInk(strokes, pen = .12, side = 160) {
  const points = strokes.flat(), radius = pen*side/2
  const [[left, right], [top, bottom]] = [0, 1].map(i => points.reduce(([a, b], p) => [Math.min(a, p[i]), Math.max(b, p[i])], [Infinity, -Infinity]))
  const size = Math.max(right - left, bottom - top)
  if (!(size > .05)) return { ink: new Uint8Array(1), h: 1, w: 1 }  // nothing, or a dot
  const k = side*(1 - pen)/size, w = Math.ceil((right - left)*k + 2*radius), h = Math.ceil((bottom - top)*k + 2*radius)
  const ink = new Uint8Array(h*w), place = ([x, y]) => [(x - left)*k + radius, (y - top)*k + radius]
  for (const stroke of strokes) {
    const path = stroke.map(place)
    path.forEach((b, i) => dab(ink, h, w, path[Math.max(0, i - 1)], b, radius))
  }
  return { ink, h, w }
}
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

// Show strokes on a board, and the pen of the keyboard while that is in use
function paintBoard(canvas, strokes, [penX, penY], down) {
  const g = canvas.getContext('2d'), n = canvas.width
  g.fillStyle = '#111'
  g.fillRect(0, 0, n, n)
  Object.assign(g, { lineCap: 'round', lineJoin: 'round', lineWidth: .07*n, strokeStyle: '#fff' })
  for (const [[x, y], ...more] of strokes) {
    g.beginPath()
    g.moveTo(x*n - .1, y*n)
    for (const [x2, y2] of [[x, y], ...more]) g.lineTo(x2*n, y2*n)
    g.stroke()
  }
  if (!canvas.matches(':focus-visible')) return
  g.beginPath()
  g.arc(penX*n, penY*n, .035*n, 0, 7)
  Object.assign(g, { lineWidth: 4, strokeStyle: down ? '#d55e00' : '#56b4e9' })
  g.stroke()
}
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const keys = 'The arrow keys move the pen, the space bar puts it down or lifts it, Backspace takes back a stroke, Escape clears the board.'

// A canvas to draw on; `changed` is called with the strokes whenever they change
function makeBoard(changed) {
  const canvas = make('canvas', { class: 'board', width: 560, height: 560, tabindex: 0, role: 'application', 'aria-label': `Board to draw a digit on, with mouse, pen or finger. ${keys}` })
  const strokes = []
  let pen = [.5, .5], down = false, cleared = []
  const redraw = () => paintBoard(canvas, strokes, pen, down), change = () => { redraw(); changed(strokes) }
  const begin = point => { strokes.push([point]); cleared = [] }
  function undo() {
    strokes.length ? strokes.pop() : strokes.push(...cleared.splice(0))
    down = false
    change()
  }
  function clear() {
    if (strokes.length) cleared = strokes.splice(0)  // to be brought back by undo
    down = false
    change()
  }
  const place = e => {
    const box = canvas.getBoundingClientRect()
    return [(e.clientX - box.left)/box.width, (e.clientY - box.top)/box.height]
  }
  canvas.onpointerdown = e => {
    if (e.button || !e.isPrimary) return
    canvas.setPointerCapture(e.pointerId)
    begin(place(e))
    change()
  }
  canvas.onpointermove = e => {
    if (!canvas.hasPointerCapture(e.pointerId) || !strokes.length) return
    const all = e.getCoalescedEvents?.()  // what moved since the last frame
    strokes.at(-1).push(...(all?.length ? all : [e]).map(place))
    change()
  }
  canvas.onkeydown = e => {
    const way = arrows[e.key]
    if (way) {
      pen = pen.map((v, i) => clamp(v + .04*way[i], .04, .96))
      if (down) strokes.at(-1).push(pen)
    } else if (e.key == ' ') { down = !down; if (down) begin(pen) }
    else if (['Backspace', 'Delete'].includes(e.key) || e.key == 'z' && (e.ctrlKey || e.metaKey)) undo()
    else if (e.key == 'Escape') clear()
    else return
    e.preventDefault()
    e.stopPropagation()
    change()
  }
  canvas.onfocus = canvas.onblur = redraw
  redraw()
  return { canvas, undo, clear }
}
// Paint a canvas of h x w pixels; colour(y, x) is a level of grey, or [red, green, blue]
function paint(canvas, h, w, colour) {
  Object.assign(canvas, { width: w, height: h })
  const g = canvas.getContext('2d'), image = g.createImageData(w, h)
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
    const v = colour(y, x)
    image.data.set(v.length ? v : [v, v, v], 4*(y*w + x))
    image.data[4*(y*w + x) + 3] = 255
  }
  g.putImageData(image, 0, 0)
}

// The answer, what the network saw, and ten bars; `look` takes what it sees, `show` what it says of that
function makeAnswer() {
  const said = make('output', { class: 'said' }), why = make('p', { class: 'why' })
  const seen = make('canvas', { class: 'seen', role: 'img', 'aria-label': 'What the network sees, 28 by 28 pixels' })
  const rows = [...'0123456789'].map(d => make('li', {}, make('b', {}, d), make('i'), make('span')))
  const box = make('div', { class: 'right' }, make('div', { class: 'answer' }, said, seen), why, make('ol', { 'aria-label': 'Probability of each digit' }, ...rows))
  const look = pixels => paint(seen, 28, 28, (y, x) => pixels[28*y + x])
  function show(pixels, { digit, confidence, probabilities, reason }, hint) {
    const blank = !pixels.some(Boolean), text = blank ? '' : String(digit ?? '?')
    if (said.textContent != text) said.textContent = text  // or a screen reader would say it again
    why.textContent = blank ? hint : reason ? `I can't tell. ${reason[0].toUpperCase()}${reason.slice(1)}.`
      : confidence > .9995 ? 'more than 99.9% sure' : `${(100*confidence).toFixed(1)}% sure`
    rows.forEach((row, d) => {
      const p = blank ? 0 : probabilities[d]
      row.className = d === digit ? 'chosen' : ''
      row.children[1].style.setProperty('--p', p)
      row.children[2].textContent = percent(p)
    })
  }
  return { box, look, show }
}
// A pad in an element; `ask` is called with a digit in MNIST's form (Uint8Array of 784) whenever the drawing changes
export function createPad(el, ask) {
  const answer = makeAnswer(), undo = make('button', { type: 'button' }, 'Undo'), clear = make('button', { type: 'button' }, 'Clear')
  let pixels = new Uint8Array(784), hint = 'Draw a digit.', inside, frame
  const board = makeBoard(strokes => {
    frame ??= requestAnimationFrame(() => {
      const from = performance.now()
      frame = null
      const { ink, h, w } = drawInk(strokes)
      hint = strokes.length ? 'Too small: draw it larger.' : 'Draw a digit.'
      pixels = center(ink, h, w)
      answer.look(pixels)
      ask(pixels)
      el.dataset.took = (performance.now() - from).toFixed(1)  // milliseconds
    })
  })
  undo.onclick = board.undo
  clear.onclick = board.clear
  el.classList.add('digit-pad')
  el.setAttribute('data-lm-suppress-shortcuts', 'true')
  el.append(make('div', { class: 'left' }, board.canvas, make('div', { class: 'buttons' }, undo, clear), make('p', { class: 'keys', 'aria-hidden': 'true' }, keys)), answer.box)

  // Show what was answered: { digit, confidence, probabilities, reason }, as `recognize` gives
  function show(said) {
    answer.show(pixels, said, hint)
    said.confidence ? inside?.show(pixels, said) : inside?.clear()
  }

  // Offer to look inside a network
  function open(net) {
    inside = makeInside(net)
    el.append(inside.box)
  }
  answer.look(pixels)
  show({ digit: null })
  return { show, open }
}
// The channels of an image as small pictures, sixteen in a row
function tiles(canvas, { h, w, c, data }) {
  const across = Math.min(c, 16), most = data.reduce((a, b) => Math.max(a, b), 1e-9)
  paint(canvas, Math.ceil(c/across)*(h + 1) - 1, across*(w + 1) - 1, (y, x) => {
    const i = Math.floor(y/(h + 1))*across + Math.floor(x/(w + 1)), row = y % (h + 1), col = x % (w + 1)
    return row == h || col == w || i >= c ? [60, 60, 70] : 255*data[(row*w + col)*c + i]/most
  })
}

// How much less probable a digit is with a square of 8 x 8 pixels covered, at 7 x 7 places; null if `stale` says so meanwhile
async function occlude(net, pixels, digit, stale) {
  const once = { ...net, looks: 1 }, whole = recognize(once, pixels).probabilities[digit], lost = []
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const covered = pixels.map((v, i) => Math.abs(Math.floor(i/28) - 4*y - 1.5) < 4 && Math.abs(i % 28 - 4*x - 1.5) < 4 ? 0 : v)
      lost.push(Math.max(0, whole - recognize(once, covered).probabilities[digit]))
    }
    await new Promise(requestAnimationFrame)
    if (stale()) return null
  }
  return lost
}

function makeInside(net) {
  const figure = label => {
    const canvas = make('canvas', { role: 'img', 'aria-label': label }), caption = make('figcaption', {}, label)
    return { canvas, caption, whole: make('figure', {}, canvas, caption) }
  }
  const relus = net.layers.map((layer, i) => layer.type == 'ReLU' ? i : -1).filter(i => i >= 0)
  const hangs = figure('What the answer hangs on'), views = relus.map(i => figure(`After layer ${i}`))
  hangs.canvas.className = 'hangs'
  const box = make('details', { class: 'inside' }, make('summary', {}, 'How the network sees it'), hangs.whole, ...views.map(v => v.whole))
  let last, count = 0

  async function show(pixels, answer) {
    last = [pixels, answer]
    const mine = ++count
    if (!box.open) return
    hangs.whole.style.opacity = .4  // that of before
    const { outputs, probabilities } = answer.outputs ? answer : recognize(net, pixels)
    views.forEach(({ canvas, caption }, v) => {
      const o = outputs[relus[v]]
      tiles(canvas, o)
      caption.textContent = `After layer ${relus[v]}: ${o.c} ${o.h*o.w > 1 ? `pictures of ${o.h} by ${o.w} pixels` : 'numbers'}`
    })
    await new Promise(done => setTimeout(done, 250))  // until the pen rests
    if (mine != count) return
    const digit = probabilities.indexOf(Math.max(...probabilities)), lost = await occlude(net, pixels, digit, () => mine != count)
    if (!lost) return
    const most = Math.max(...lost), share = i => most < .005 ? 0 : lost[i]/most
    hangs.whole.style.opacity = 1
    paint(hangs.canvas, 28, 28, (y, x) => {
      const v = pixels[28*y + x], s = share(7*Math.floor(y/4) + Math.floor(x/4))
      return [[213, 255], [94, 200], [0, 160]].map(([orange, white]) => (1 - s)*v + s*(orange*.7 + white*.3*v/255))
    })
    hangs.caption.textContent = 'What the answer hangs on: ' +
      (most < .005 ? `covering any one place takes nothing from the ${digit}` : `covering the brightest orange takes ${percent(most)} from the ${digit}`)
  }
  // Forget what was seen, when the board is empty
  function clear() {
    last = null
    count++
    for (const { canvas } of [hangs, ...views]) paint(canvas, 1, 1, () => 0)
    for (const { caption } of [hangs, ...views]) caption.textContent = caption.textContent.split(':')[0]
  }
  box.ontoggle = () => last && show(...last)
  return { box, show, clear }
}
// The pad on a page, with the network of a weights file at `url`
export async function start(el, url) {
  let net, last
  const pad = createPad(el, pixels => {
    last = pixels
    if (net) pad.show(recognize(net, pixels))
  })
  try {
    const found = await fetch(url)
    if (!found.ok) throw Error(`${url}: status ${found.status}`)
    net = network(new Uint8Array(await found.arrayBuffer()))
    recognize(net, last ?? new Uint8Array(784).fill(1))
  } catch (error) {
    el.replaceChildren(make('p', { role: 'alert' }, `The network cannot be loaded: ${error.message}`))
    return
  }
  pad.open(net)
  if (last) pad.show(recognize(net, last))
  el.dataset.ready = performance.now().toFixed(0)  // milliseconds since the page was asked for
}
function render({ model, el }) {
  let next, clock
  const ask = pixels => {
    if (clock) { next = pixels; return }
    model.set('_pixels', new DataView(pixels.slice().buffer))
    model.set('_drawing', model.get('_drawing') + 1)
    model.save_changes()
    clock = setTimeout(() => pad.show({ reason: 'Python does not answer: is its kernel busy, or gone?', digit: null, probabilities: Array(10).fill(0) }), 1500)
  }
  const pad = createPad(el, ask)
  const answered = () => {
    clearTimeout(clock)
    clock = null
    pad.show(model.get('_answer'))
    const pixels = next
    next = null
    if (pixels) ask(pixels)
  }
  const weights = model.get('_weights')
  if (weights?.byteLength) pad.open(network(new Uint8Array(weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength))))
  model.on('change:_answer', answered)
  return () => model.off('change:_answer', answered)
}

export default { render }
