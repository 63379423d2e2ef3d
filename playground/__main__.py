"""The program: `python -m playground …`."""

from playground.command import main

if __name__ == "__main__":
    main()
