"""Draws what a terminal shows as SVG. usage: tmux capture-pane -e -p | terminal-svg.py COLUMNS FOREGROUND BACKGROUND

Reads lines with colours as escape sequences (those that tmux writes: 24-bit colours, bold, italic, underlined, reversed),
writes the picture. Every run of letters gets its place and its width, so that it fits whatever fonts the reader has;
lines of boxes are drawn.
"""

import re
import sys
import unicodedata
from html import escape

WIDTH, HEIGHT, SIZE, MARGIN = 8.4, 19, 14, 14
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace"
# Which sides of its cell a line leads to from the middle: left, right, up, down.
BOXES = {"─": "lr", "│": "ud", "┌": "rd", "╭": "rd", "┐": "ld", "╮": "ld", "└": "ru", "╰": "ru", "┘": "lu", "╯": "lu",
         "├": "udr", "┤": "udl", "┬": "lrd", "┴": "lru", "┼": "lrud"}
PLAIN = {"color": None, "back": None, "line": None, "bold": False, "italic": False, "under": False, "reverse": False}


def color(codes):
    """The 24-bit colour that follows 38, 48 or 58."""
    if codes.pop(0) != 2:
        raise ValueError("only 24-bit colours are known: set termguicolors")
    return "#%02x%02x%02x" % tuple(codes.pop(0) for _ in range(3))


def styled(style, sequence):
    """The style behind an escape sequence."""
    style = dict(style)
    codes = [int(code.split(":")[0] or 0) for code in sequence.split(";")]
    switches = {1: ("bold", True), 22: ("bold", False), 3: ("italic", True), 23: ("italic", False), 4: ("under", True),
                24: ("under", False), 7: ("reverse", True), 27: ("reverse", False), 39: ("color", None), 49: ("back", None),
                59: ("line", None)}
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = dict(PLAIN)
        elif code in (38, 48, 58):
            style[{38: "color", 48: "back", 58: "line"}[code]] = color(codes)
        elif code in switches:
            key, value = switches[code]
            style[key] = value
        else:
            raise ValueError(f"the escape sequence {code} is not known")
    return style


def runs(line, style):
    """The runs of equal style in a line, each as (column, columns, text, style); and the style at the end."""
    found, column = [], 0
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b"):
            style = styled(style, part[2:-1])
            continue
        for kind in re.findall(r"[─│┌╭┐╮└╰┘╯├┤┬┴┼]|[^\x00-\x7f─│┌╭┐╮└╰┘╯├┤┬┴┼]|[\x00-\x7f]+", part):
            wide = len(kind) == 1 and unicodedata.east_asian_width(kind) in "WF"
            columns = 2 if wide else len(kind)
            found.append((column, columns, kind, style))
            column += columns
    return found, style


def drawn(row, run, colors):
    """The elements of one run."""
    column, columns, text, style = run
    x, y, width = MARGIN + column * WIDTH, MARGIN + row * HEIGHT, columns * WIDTH
    front, back = style["color"] or colors[0], style["back"] or colors[1]
    if style["reverse"]:
        front, back = back, front
    if back != colors[1]:
        yield f'<rect x="{x:.1f}" y="{y}" width="{width + 0.3:.1f}" height="{HEIGHT + 0.3}" fill="{back}"/>'
    if text in BOXES:
        middle, center = x + WIDTH / 2, y + HEIGHT / 2
        ends = {"l": f"H{x:.1f}", "r": f"H{x + WIDTH:.1f}", "u": f"V{y}", "d": f"V{y + HEIGHT}"}
        path = "".join(f"M{middle:.1f} {center}{ends[side]}" for side in BOXES[text])
        yield f'<path d="{path}" stroke="{front}" fill="none"/>'
    elif text.strip():
        lead = len(text) - len(text.lstrip(" "))
        shown = text.strip(" ")
        attributes = ' font-weight="bold"' if style["bold"] else ""
        attributes += ' font-style="italic"' if style["italic"] else ""
        length = width if columns != len(text) else len(shown) * WIDTH
        yield (f'<text x="{x + lead * WIDTH:.1f}" y="{y + 14}" fill="{front}" textLength="{length:.1f}" '
               f'lengthAdjust="spacingAndGlyphs"{attributes}>{escape(shown)}</text>')
    if style["under"]:
        line = style["line"] or front
        yield f'<path d="M{x:.1f} {y + HEIGHT - 2.5}h{width:.1f}" stroke="{line}" stroke-width="1.4" fill="none"/>'


def main():
    columns, colors = int(sys.argv[1]), sys.argv[2:4]
    lines = sys.stdin.read().rstrip("\n").split("\n")
    width, height = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
          f'viewBox="0 0 {width:.0f} {height}" font-family="{escape(FONTS)}" font-size="{SIZE}" xml:space="preserve">')
    print(f'<rect x="0.5" y="0.5" width="{width - 1:.0f}" height="{height - 1}" rx="9" fill="{colors[1]}" '
          f'stroke="#80808080"/>')
    style = dict(PLAIN)
    for row, line in enumerate(lines):
        found, style = runs(line, style)
        for run in found:
            for element in drawn(row, run, colors):
                print(element)
    print("</svg>")


main()
