// The drawing pad of mnist_nb. Made from nbs/25_drawing.ipynb: edit that.
// A number of 16 bits, such as 0x3c00 for 1
export function half(bits) {
  const sign = bits >> 15 ? -1 : 1, exponent = bits >> 10 & 31, fraction = bits & 1023
  return sign*(exponent ? (1024 + fraction)*2**(exponent - 25) : fraction*2**-24)
}
// The layers, arrays and calibration of a weights file (Uint8Array)
export function readWeights(bytes) {
  const start = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))
  const { __metadata__: about, ...entries } = header
  if (about?.format != 'mnist_nb' || about.version != '3')
    throw Error('not weights of mnist_nb, version 3')
  const arrays = {}
  for (const [name, { dtype, data_offsets: [from, to] }] of Object.entries(entries)) {
    const data = bytes.slice(start + from, start + to).buffer
    arrays[name] = dtype == 'F16' ? Float32Array.from(new Uint16Array(data), half)
      : new Float32Array(data)
  }
  return { layers: JSON.parse(about.layers), arrays, ...JSON.parse(about.calibration ?? '{}') }
}
// Weights (out, in, k * k), or (out, in), turned to (k * k, in, out)
function columns(weight, outs, area = 1) {
  const ins = weight.length/outs/area, out = new Float32Array(weight.length)
  for (let o = 0; o < outs; o++)
    for (let i = 0; i < ins; i++)
      for (let p = 0; p < area; p++) out[(p*ins + i)*outs + o] = weight[(o*ins + i)*area + p]
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
export function conv2d({ out_channels: c, kernel_size: k, stride, padding }, { weight, bias }) {
  const weights = columns(weight, c, k*k), ins = weight.length/c/k/k, sums = new Float64Array(c)

  function patch({ h, w, data }, top, left) {
    bias ? sums.set(bias) : sums.fill(0)
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) {
      const y = top + i, x = left + j
      if (y >= 0 && y < h && x >= 0 && x < w)
        add(sums, data, (y*w + x)*ins, ins, weights, (i*k + j)*ins*c)
    }
    return sums
  }

  return image => {
    const [h, w] = [image.h, image.w].map(n => Math.floor((n + 2*padding - k)/stride) + 1)
    const data = new Float32Array(h*w*c)
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++)
      data.set(patch(image, y*stride - padding, x*stride - padding), (y*w + x)*c)
    return { h, w, c, data }
  }
}
function linear({ out_features: c }, { weight, bias }) {
  const weights = columns(weight, c)
  return ({ data }) => {
    const sums = Float64Array.from(bias)
    add(sums, data, 0, data.length, weights, 0)
    return { h: 1, w: 1, c, data: Float32Array.from(sums) }
  }
}

function flatten() {
  return ({ h, w, c, data }) => {
    const out = new Float32Array(data.length)
    for (let at = 0; at < h*w; at++)
      for (let i = 0; i < c; i++) out[i*h*w + at] = data[at*c + i]
    return { h: 1, w: 1, c: out.length, data: out }
  }
}
export function maxPool2d({ kernel_size: k }) {
  return image => {
    const { c, data } = image, h = Math.floor(image.h/k), w = Math.floor(image.w/k)
    const out = new Float32Array(h*w*c).fill(-Infinity)
    for (let y = 0; y < h*k; y++) for (let x = 0; x < w*k; x++) for (let i = 0; i < c; i++) {
      const at = (Math.floor(y/k)*w + Math.floor(x/k))*c + i
      out[at] = Math.max(out[at], data[(y*image.w + x)*c + i])
    }
    return { h, w, c, data: out }
  }
}

function batchNorm2d({ eps }, { weight, bias, running_mean, running_var }) {
  const scale = weight.map((v, i) => v/Math.sqrt(running_var[i] + eps))
  const shift = bias.map((v, i) => v - running_mean[i]*scale[i])
  return image => {
    const data = image.data.map((v, i) => v*scale[i % image.c] + shift[i % image.c])
    return { ...image, data }
  }
}
// The mean of each channel
function means(data, c) {
  const sums = new Float64Array(c)
  data.forEach((v, i) => { sums[i % c] += v })
  return sums.map(v => v*c/data.length)
}

function instanceNorm2d({ eps }) {
  return image => {
    const { c } = image, mean = means(image.data, c)
    const data = image.data.map((v, i) => v - mean[i % c])
    const scale = means(data.map(v => v*v), c).map(v => 1/Math.sqrt(v + eps))
    return { ...image, data: data.map((v, i) => v*scale[i % c]) }
  }
}

export function pixelShuffle({ upscale_factor: k }) {
  return image => {
    const h = k*image.h, w = k*image.w, c = image.c/k/k, data = new Float32Array(h*w*c)
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let i = 0; i < c; i++) {
      const at = (Math.floor(y/k)*image.w + Math.floor(x/k))*image.c
      data[(y*w + x)*c + i] = image.data[at + (i*k + y % k)*k + x % k]
    }
    return { h, w, c, data }
  }
}

function concat({ layer }) {
  return ({ h, w, c, data }, outputs) => {
    const earlier = outputs[layer], all = c + earlier.c, out = new Float32Array(h*w*all)
    for (let at = 0; at < h*w; at++) {
      out.set(data.subarray(at*c, (at + 1)*c), at*all)
      out.set(earlier.data.subarray(at*earlier.c, (at + 1)*earlier.c), at*all + c)
    }
    return { h, w, c: all, data: out }
  }
}
const each = f => image => ({ ...image, data: image.data.map(f) })
const layerFunctions = {
  Conv2d: conv2d, Linear: linear, MaxPool2d: maxPool2d, Flatten: flatten, BatchNorm2d: batchNorm2d,
  InstanceNorm2d: instanceNorm2d, PixelShuffle: pixelShuffle, Concat: concat,
  Standardize: ({ mean, std }) => each(v => (v - mean)/std),
  ReLU: () => each(v => Math.max(v, 0)),
  Dropout: () => image => image,
}

// A network, from the bytes of a weights file
export function network(bytes) {
  const { layers, arrays, ...calibration } = readWeights(bytes)
  const mine = i => Object.entries(arrays).filter(([name]) => name.startsWith(`${i}.`))
  const functions = layers.map((layer, i) => {
    if (!layerFunctions[layer.type]) throw Error(`layer ${i}: ${layer.type} is not known`)
    const named = mine(i).map(([name, array]) => [name.split('.')[1], array])
    return layerFunctions[layer.type](layer, Object.fromEntries(named))
  })
  return { temperature: 1, threshold: 0, tta: false, ...calibration, layers, functions }
}

// What each layer gives for an image; the last, the logits
export function run(net, image) {
  const outputs = []
  for (const f of net.functions) outputs.push(image = f(image, outputs))
  return outputs
}

// The same for a digit in MNIST's form (Uint8Array of 784)
export function forward(net, pixels) {
  return run(net, { h: 28, w: 28, c: 1, data: Float32Array.from(pixels, v => v/255) })
}
// Rounded as Python rounds: a half goes to the even neighbour
const even = v => Math.abs(v % 1) == .5 ? 2*Math.round(v/2) : Math.round(v)

// A probability as it is shown, such as 62% or >99.9%
export function percent(p) {
  if (p >= .9995 && p < 1) return '>99.9%'
  const decimals = p >= .95 ? 1 : 0, x = 100*p, unit = 10**decimals
  const shown = 4*x % 1 ? x : even(x*unit)/unit  // of exact halves, JavaScript would take the upper
  return `${shown.toFixed(decimals)}%`
}
export const reasons = {
  'no ink': 'nothing stands out from the paper',
  'no digit': 'it looks like none of the ten',
  'no number': 'the network gives no numbers',
}

// The most probable digit and its probability, or why it cannot be told
export function decide(probabilities, threshold) {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a])
  const [first, second] = order, confidence = probabilities[first]
  const said = { digit: null, confidence, probabilities }
  if (probabilities.some(Number.isNaN))
    return { ...said, reason: 'no number', explanation: reasons['no number'] }
  if (confidence >= threshold) return { ...said, digit: first, reason: '', explanation: '' }
  if (confidence + probabilities[second] < .5)
    return { ...said, reason: 'no digit', explanation: reasons['no digit'] }
  const [p, q] = [confidence, probabilities[second]].map(percent)
  return { ...said, reason: 'unsure', explanation: `${first} (${p}) or ${second} (${q})` }
}
// A digit moved by one pixel down and one to the right
const moved = pixels => pixels.map((_, i) => i < 28 || i % 28 == 0 ? 0 : pixels[i - 29])

function softmax(logits, temperature) {
  const most = Math.max(...logits)
  const e = Array.from(logits, v => Math.exp((v - most)/temperature))
  const sum = e.reduce((a, b) => a + b)
  return e.map(v => v/sum)
}

// What a network says of a digit in MNIST's form, and what its layers gave
export function recognize(net, pixels) {
  if (!pixels.some(Boolean)) {
    const said = { digit: null, confidence: 0, probabilities: Array(10).fill(.1), outputs: [] }
    return { ...said, reason: 'no ink', explanation: reasons['no ink'] }
  }
  const outputs = forward(net, pixels)
  let logits = outputs.at(-1).data
  if (net.tta) {
    const other = forward(net, moved(pixels)).at(-1).data
    logits = logits.map((v, i) => (v + other[i])/2)
  }
  return { ...decide(softmax(logits, net.temperature), net.threshold), outputs }
}
const sinc = x => x ? Math.sin(Math.PI*x)/(Math.PI*x) : 1
const unit = 2**22  // weights are whole numbers, in parts of this

// For each of N output pixels: the first of n input pixels that it takes, and the weights
function lanczos(n, N) {
  const scale = n/N, wide = Math.max(scale, 1)
  return Array.from({ length: N }, (_, i) => {
    const middle = (i + .5)*scale
    const first = Math.max(0, Math.trunc(middle - 3*wide + .5))
    const end = Math.min(n, Math.trunc(middle + 3*wide + .5))
    const at = Array.from({ length: end - first }, (_, j) => (first + j - middle + .5)/wide)
    const waves = at.map(x => x >= -3 && x < 3 ? sinc(x)*sinc(x/3) : 0)
    const sum = waves.reduce((a, b) => a + b, 0)
    return { first, weights: waves.map(v => Math.trunc(v/sum*unit + .5*Math.sign(v))) }
  })
}
// A picture (h, w) in bytes, in another size (H, W): first across, then down
function resize(pixels, h, w, H, W) {
  const across = new Uint8ClampedArray(h*W), out = new Uint8ClampedArray(H*W)
  const mean = (weights, from, at, step) =>
    Math.floor(weights.reduce((sum, v, j) => sum + v*from[at + j*step], unit/2)/unit)
  lanczos(w, W).forEach(({ first, weights }, x) => {
    for (let y = 0; y < h; y++) across[y*W + x] = mean(weights, pixels, y*w + first, 1)
  })
  lanczos(h, H).forEach(({ first, weights }, y) => {
    for (let x = 0; x < W; x++) out[y*W + x] = mean(weights, across, first*W + x, W)
  })
  return out
}
const clamp = (v, low, high) => Math.min(Math.max(v, low), high)

// The smallest box around ink (Uint8Array, h x w), or nothing
function cutOut(ink, h, w) {
  let top = h, bottom = -1, left = w, right = -1
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) if (ink[y*w + x]) {
    [top, bottom] = [Math.min(top, y), y];
    [left, right] = [Math.min(left, x), Math.max(right, x)]
  }
  if (bottom < 0) return null
  const tall = bottom - top + 1, wide = right - left + 1
  const place = i => (top + Math.floor(i/wide))*w + left + i % wide
  return { tall, wide, box: Uint8Array.from({ length: tall*wide }, (_, i) => ink[place(i)]) }
}
// Ink (Uint8Array, h x w, 0 for none) in MNIST's form, a Uint8Array of 784
export function center(ink, h, w) {
  const out = new Uint8Array(784), found = cutOut(ink, h, w)
  if (!found) return out
  const { tall, wide, box } = found
  const [H, W] = [tall, wide].map(n => Math.max(1, even(20*n/Math.max(tall, wide))))
  const small = resize(box, tall, wide, H, W), most = Math.max(...small, 1)
  let sum = 0, down = 0, right = 0
  small.forEach((v, i) => {
    small[i] = v = even(v*(255/most))
    sum += v
    down += v*(Math.floor(i/W) + .5)
    right += v*(i % W + .5)
  })
  const y = clamp(even(14.5 - down/sum), 0, 28 - H), x = clamp(even(14.5 - right/sum), 0, 28 - W)
  small.forEach((v, i) => { out[(y + Math.floor(i/W))*28 + x + i % W] = v })
  return out
}
// One straight piece of a stroke, from `a` to `b`, added to ink with a round pen
function dab(ink, h, w, a, b, radius) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]], square = dx*dx + dy*dy || 1, far = radius + 1
  const low = i => Math.max(0, Math.floor(Math.min(a[i], b[i]) - far))
  const high = (i, n) => Math.min(n, Math.ceil(Math.max(a[i], b[i]) + far))
  for (let y = low(1); y < high(1, h); y++) for (let x = low(0); x < high(0, w); x++) {
    const px = x + .5 - a[0], py = y + .5 - a[1]
    const t = clamp((px*dx + py*dy)/square, 0, 1)  // how far along the piece its nearest point is
    const level = 255*clamp(radius + .5 - Math.hypot(px - t*dx, py - t*dy), 0, 1)
    if (level > ink[y*w + x]) ink[y*w + x] = level
  }
}
const span = values =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity])

// Strokes, lists of points [x, y] in parts of the board, as ink; the pen in parts of its longer side
export function drawInk(strokes, pen = .12, side = 160) {
  const points = strokes.flat(), radius = pen*side/2
  const [left, right] = span(points.map(p => p[0])), [top, bottom] = span(points.map(p => p[1]))
  const size = Math.max(right - left, bottom - top)
  if (!(size > .05)) return { ink: new Uint8Array(1), h: 1, w: 1 }  // nothing, or a dot
  const k = side*(1 - pen)/size
  const [h, w] = [bottom - top, right - left].map(n => Math.ceil(n*k + 2*radius))
  const ink = new Uint8Array(h*w)
  for (const stroke of strokes) {
    const path = stroke.map(([x, y]) => [(x - left)*k + radius, (y - top)*k + radius])
    path.forEach((b, i) => dab(ink, h, w, path[Math.max(0, i - 1)], b, radius))
  }
  return { ink, h, w }
}
// The strokes of a drawing; `changed` is called after each change
export function makeDrawing(changed) {
  const strokes = []
  let current = null, cleared = []  // the stroke that is being drawn; what `clear` took away
  const then = action => (...points) => {
    action(...points)
    changed()
  }
  return {
    strokes,
    isOpen: () => current != null,
    begin: then(point => { cleared = []; current = [point]; strokes.push(current) }),
    extend: then((...points) => current?.push(...points)),
    end: () => { current = null },
    undo: then(() => {
      current = null
      strokes.length ? strokes.pop() : strokes.push(...cleared.splice(0))
    }),
    clear: then(() => {
      current = null
      if (strokes.length) cleared = strokes.splice(0)
    }),
  }
}
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

function paintStroke(g, n, [[x, y], ...more]) {
  g.beginPath()
  g.moveTo(x*n - .1, y*n)  // a line of no length would not show
  for (const [x2, y2] of [[x, y], ...more]) g.lineTo(x2*n, y2*n)
  g.stroke()
}

// Show a drawing on a board, and the pen of the keyboard while that is in use
function paintBoard(canvas, drawing, [penX, penY]) {
  const g = canvas.getContext('2d'), n = canvas.width
  g.fillStyle = '#111'
  g.fillRect(0, 0, n, n)
  const pen = { lineCap: 'round', lineJoin: 'round', lineWidth: .07*n, strokeStyle: '#fff' }
  Object.assign(g, pen)
  for (const stroke of drawing.strokes) paintStroke(g, n, stroke)
  if (!canvas.matches(':focus-visible')) return
  g.beginPath()
  g.arc(penX*n, penY*n, .035*n, 0, 7)
  Object.assign(g, { lineWidth: 4, strokeStyle: drawing.isOpen() ? '#d55e00' : '#56b4e9' })
  g.stroke()
}
// Let mouse, pen and finger draw
function drawByPointer(canvas, drawing) {
  const place = e => {
    const box = canvas.getBoundingClientRect()
    return [(e.clientX - box.left)/box.width, (e.clientY - box.top)/box.height]
  }
  canvas.onpointerdown = e => {
    if (e.button || !e.isPrimary) return
    canvas.setPointerCapture(e.pointerId)
    drawing.begin(place(e))
  }
  canvas.onpointermove = e => {
    if (!canvas.hasPointerCapture(e.pointerId)) return
    const all = e.getCoalescedEvents?.()  // what moved since the last frame
    drawing.extend(...(all?.length ? all : [e]).map(place))
  }
  canvas.onpointerup = canvas.onpointercancel = drawing.end
}
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const keyHelp = 'The arrow keys move the pen, the space bar puts it down or lifts it, ' +
  'Backspace takes back a stroke, Escape clears the board.'

// Do what a key asks for, with a pen [x, y]; false if that is nothing
function pressKey(key, drawing, pen) {
  const way = arrows[key]
  if (way) {
    pen.forEach((v, i) => { pen[i] = clamp(v + .04*way[i], .04, .96) })
    drawing.extend([...pen])
  } else if (key == ' ') drawing.isOpen() ? drawing.end() : drawing.begin([...pen])
  else if (key == 'Backspace' || key == 'Delete') drawing.undo()
  else if (key == 'Escape') drawing.clear()
  else return false
  return true
}

// Whether an event of the keyboard is Ctrl-Z or Cmd-Z
export function isUndo({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  return (ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() == 'z'
}
// A canvas to draw on; `changed` is called with the strokes whenever they change
function makeBoard(changed) {
  const label = `Board to draw a digit on, with mouse, pen or finger. ${keyHelp}`
  const canvas = make('canvas', {
    class: 'board', width: 560, height: 560, tabindex: 0, role: 'application', 'aria-label': label,
  })
  const pen = [.5, .5], redraw = () => paintBoard(canvas, drawing, pen)
  const drawing = makeDrawing(() => {
    redraw()
    changed(drawing.strokes)
  })
  drawByPointer(canvas, drawing)
  canvas.onkeydown = e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !pressKey(e.key, drawing, pen)) return
    e.preventDefault()
    e.stopPropagation()
    redraw()
  }
  canvas.onfocus = canvas.onblur = redraw
  redraw()
  return { canvas, undo: drawing.undo, clear: drawing.clear }
}
// Paint a canvas of h x w pixels; colour(y, x) is a level of grey, or [red, green, blue]
function paint(canvas, h, w, colour) {
  Object.assign(canvas, { width: w, height: h })
  const g = canvas.getContext('2d'), image = g.createImageData(w, h)
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
    const v = colour(y, x)
    image.data.set([...(v.length ? v : [v, v, v]), 255], 4*(y*w + x))
  }
  g.putImageData(image, 0, 0)
}

// Ten bars, one for each digit
function makeBars() {
  const row = d => make('li', {}, make('b', {}, d), make('i'), make('span'))
  const rows = [...'0123456789'].map(row)
  const list = make('ol', { 'aria-label': 'Probability of each digit' }, ...rows)
  function show(probabilities, digit) {
    rows.forEach((row, d) => {
      row.className = d === digit ? 'chosen' : ''
      row.children[1].style.setProperty('--p', probabilities[d])
      row.children[2].textContent = percent(probabilities[d])
    })
  }
  return { list, show }
}
// The line under an answer
export function line({ confidence, reason, explanation }) {
  return reason ? `${reason}: ${explanation}` : `${percent(confidence)} sure`
}

// Answer, form and bars; `look` takes what the network sees, `show` what it says of that
function makeAnswer() {
  const said = make('output', { class: 'said' }), why = make('p', { class: 'why' })
  const label = 'What the network sees, 28 by 28 pixels'
  const seen = make('canvas', { class: 'seen', role: 'img', 'aria-label': label })
  const bars = makeBars(), both = make('div', { class: 'answer' }, said, seen)
  const box = make('div', { class: 'right' }, both, why, bars.list)
  const look = pixels => paint(seen, 28, 28, (y, x) => pixels[28*y + x])
  function show(answer, hint) {
    const text = hint ? '' : String(answer.digit ?? '?')
    if (said.textContent != text) said.textContent = text  // or a screen reader would say it again
    why.textContent = hint || line(answer)
    bars.show(hint ? Array(10).fill(0) : answer.probabilities, answer.digit)
  }
  return { box, look, show }
}
// Board, buttons and help, one below the other
function makeLeft(board) {
  const button = (name, action) => {
    const element = make('button', { type: 'button' }, name)
    element.onclick = action
    return element
  }
  const buttons = make('div', { class: 'buttons' }, button('Undo', board.undo), button('Clear', board.clear))
  const help = make('p', { class: 'keys', 'aria-hidden': 'true' }, keyHelp)
  return make('div', { class: 'left' }, board.canvas, buttons, help)
}

// Let Ctrl-Z undo wherever the focus is in an element, but not in a field for text
function listenForUndo(element, board) {
  element.addEventListener('keydown', e => {
    if (!isUndo(e) || e.target.closest?.('input, textarea, [contenteditable]')) return
    e.preventDefault()
    e.stopPropagation()
    board.undo()
  })
}
// A pad in an element; `ask` is called with a digit in MNIST's form whenever the drawing changes,
// and Ctrl-Z is listened for in `around`
export function createPad(el, ask, around = el) {
  const answer = makeAnswer()
  let pixels = new Uint8Array(784), strokes = [], inside, frame
  function look() {
    const from = performance.now()
    frame = null
    const { ink, h, w } = drawInk(strokes)
    pixels = center(ink, h, w)
    answer.look(pixels)
    ask(pixels)
    el.dataset.took = (performance.now() - from).toFixed(1)  // milliseconds
  }
  const board = makeBoard(now => {
    strokes = now
    frame ??= requestAnimationFrame(look)
  })
  const hint = () => pixels.some(Boolean) ? '' : strokes.length ? 'Too small: draw it larger.' : 'Draw a digit.'
  // Show what was answered, in the form that `recognize` gives
  function show(said) {
    answer.show(said, hint())
    said.confidence ? inside?.show(pixels, said) : inside?.clear()
  }
  // Offer to look inside a network
  function open(net) {
    inside = makeInside(net)
    el.append(inside.box)
  }
  el.classList.add('digit-pad')
  el.tabIndex = -1  // so that a click beside the board gives it the focus
  el.dataset.lmSuppressShortcuts = 'true'  // JupyterLab's keys are not for here
  el.append(makeLeft(board), answer.box)
  listenForUndo(around, board)
  answer.look(pixels)
  show({ digit: null })
  return { show, open }
}
// The channels of an image as small pictures, sixteen in a row
function paintChannels(canvas, { h, w, c, data }) {
  const across = Math.min(c, 16), down = Math.ceil(c/across)
  const most = data.reduce((a, b) => Math.max(a, b), 1e-9)
  paint(canvas, down*(h + 1) - 1, across*(w + 1) - 1, (y, x) => {
    const i = Math.floor(y/(h + 1))*across + Math.floor(x/(w + 1))
    const row = y % (h + 1), col = x % (w + 1)
    if (row == h || col == w || i >= c) return [60, 60, 70]  // between the pictures
    return 255*data[(row*w + col)*c + i]/most
  })
}
// A digit with a square covered, at one of 7 x 7 places
function covered(pixels, row, col) {
  const near = (at, place) => Math.abs(at - 4*place - 1.5) < 4
  return pixels.map((v, i) => near(Math.floor(i/28), row) && near(i % 28, col) ? 0 : v)
}

// What covering each of the seven places of a row takes from the probability of a digit
export function occludeRow(net, pixels, digit, row) {
  const once = { ...net, tta: false }
  const p = pixels => recognize(once, pixels).probabilities[digit], whole = p(pixels)
  return Array.from({ length: 7 }, (_, col) => Math.max(0, whole - p(covered(pixels, row, col))))
}
// What covering each of 49 places takes; nothing if `stale` says that the drawing has changed
async function occlude(net, pixels, digit, stale) {
  const lost = []
  for (let row = 0; row < 7; row++) {
    lost.push(...occludeRow(net, pixels, digit, row))
    await new Promise(requestAnimationFrame)
    if (stale()) return null
  }
  return lost
}

// A digit, with an orange veil by what covering each place takes; gives the caption
function paintLost(canvas, pixels, digit, lost) {
  const most = Math.max(...lost), little = most < .005
  const mix = (white, orange, v, s) => (1 - s)*v + s*(.7*orange + .3*white*v/255)
  paint(canvas, 28, 28, (y, x) => {
    const v = pixels[28*y + x], s = little ? 0 : lost[7*Math.floor(y/4) + Math.floor(x/4)]/most
    return [mix(255, 213, v, s), mix(200, 94, v, s), mix(160, 0, v, s)]
  })
  return little ? `covering any one place takes nothing from the ${digit}`
    : `covering the brightest orange takes ${percent(most)} from the ${digit}`
}
function makeFigure(label, attributes = {}) {
  const canvas = make('canvas', { role: 'img', 'aria-label': label, ...attributes })
  const caption = make('figcaption', {}, label)
  const tell = text => { caption.textContent = text ? `${label}: ${text}` : label }
  return { canvas, tell, whole: make('figure', {}, canvas, caption) }
}

// Pictures of what each ReLU of a network gives
function makeChannels(net) {
  const isReLU = i => net.layers[i].type == 'ReLU'
  const views = net.layers.map((_, i) => i).filter(isReLU).map(i => [i, makeFigure(`After layer ${i}`)])
  function show(outputs) {
    for (const [i, { canvas, tell }] of views) {
      const { h, w, c } = outputs[i]
      paintChannels(canvas, outputs[i])
      tell(`${c} ${h*w > 1 ? `pictures of ${h} by ${w} pixels` : 'numbers'}`)
    }
  }
  return { figures: views.map(([, figure]) => figure), show }
}
// The view inside a network, closed at first
function makeInside(net) {
  const places = makeFigure('What the answer depends on', { class: 'hangs' })
  const channels = makeChannels(net), figures = [places, ...channels.figures]
  const summary = make('summary', {}, 'How the network sees it')
  const box = make('details', { class: 'inside' }, summary, ...figures.map(f => f.whole))
  let last, count = 0

  async function show(pixels, answer) {
    last = [pixels, answer]
    const mine = ++count, stale = () => mine != count
    if (!box.open) return
    places.whole.style.opacity = .4  // it is that of before
    channels.show((answer.outputs ? answer : recognize(net, pixels)).outputs)
    await new Promise(done => setTimeout(done, 250))  // until the pen rests
    const digit = answer.probabilities.indexOf(Math.max(...answer.probabilities))
    const lost = stale() ? null : await occlude(net, pixels, digit, stale)
    if (!lost) return
    places.tell(paintLost(places.canvas, pixels, digit, lost))
    places.whole.style.opacity = 1
  }
  function clear() {
    last = null
    count++
    for (const { canvas, tell } of figures) {
      paint(canvas, 1, 1, () => 0)
      tell('')
    }
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
  }, document)
  try {
    const found = await fetch(url)
    if (!found.ok) throw Error(`${url}: status ${found.status}`)
    net = network(new Uint8Array(await found.arrayBuffer()))
    recognize(net, new Uint8Array(784).fill(1))  // once, so that the first answer is quick
  } catch (error) {
    const text = `The network cannot be loaded: ${error.message}`
    return el.replaceChildren(make('p', { role: 'alert' }, text))
  }
  pad.open(net)
  if (last) pad.show(recognize(net, last))
  el.dataset.ready = performance.now().toFixed(0)  // milliseconds since the page was asked for
}
const silent = {
  digit: null, confidence: 0, probabilities: Array(10).fill(0), reason: 'no answer',
  explanation: 'is the kernel busy, or gone?',
}

function render({ model, el }) {
  let next, clock
  function ask(pixels) {
    if (clock) { next = pixels; return }
    model.set('_pixels', new DataView(pixels.slice().buffer))
    model.set('_drawing', model.get('_drawing') + 1)
    model.save_changes()
    clock = setTimeout(() => pad.show(silent), 1500)
  }
  const pad = createPad(el, ask), weights = model.get('_weights')
  function answered() {
    clearTimeout(clock)
    clock = null
    pad.show(model.get('_answer'))
    const pixels = next
    next = null
    if (pixels) ask(pixels)
  }
  if (weights?.byteLength)
    pad.open(network(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)))
  model.on('change:_answer', answered)
  return () => model.off('change:_answer', answered)
}

export default { render }
