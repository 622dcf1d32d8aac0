"`python -m mnist_nb predict picture.png` does what `mnist_predict picture.png` does."
from mnist_nb.cli import main

if __name__ == '__main__': main()
