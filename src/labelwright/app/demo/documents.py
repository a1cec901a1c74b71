"""The project documents of the demo, as a person would write them."""

BLOOD_SMEARS = """\
name: Blood smears
media: image
description: Find and count the cells of a stained blood smear.
classes:
  - name: RBC
    type: box
    color: "#e0524d"
    key: "1"
    description: Red blood cells, whole or cut by the border.
    attributes:
      - {name: touching, boolean: true, default: false, description: Touches another cell}
  - name: WBC
    type: box
    color: "#4c6fe0"
    key: "2"
    description: White blood cells; the box goes round the whole cell, not the nucleus.
  - name: Platelet
    type: box
    color: "#2f9e74"
    key: "3"
  - {name: sharp, type: tag, group: sharpness, key: "4", color: "#5f6b7a"}
  - {name: blurred, type: tag, group: sharpness, key: "5", color: "#b7791f"}
groups:
  - {name: sharpness, pick: one, required: true, description: "Is the picture in focus?"}
guideline: |
  ## What to box
  Box **every** cell, also those that the border cuts. The box is tight: it touches the rim on all sides.

  | cell | how to know it |
  | --- | --- |
  | RBC | salmon disc with a paler middle, no nucleus |
  | WBC | larger, pale body with a dark violet, often lobed nucleus |
  | Platelet | small violet speck, about a third of a red cell |

  ## When in doubt
  - Cells that overlap get a box each; tick *touching* for red cells.
  - A cell of which less than a fifth is visible is left out.
  - A picture is *blurred* when the rims of the red cells are wider than a few pixels.
workflow:
  - {stage: annotate, votes: 2, lease: 30m}
  - {stage: review, share: 0.8, by: reviewer}
"""

ASSISTANT_REQUESTS = """\
name: Assistant requests
media: text
description: What people want from a voice assistant, and the words that say so.
classes:
  - {name: book table, type: tag, group: intent, key: "1", color: "#e0524d"}
  - {name: weather, type: tag, group: intent, key: "2", color: "#4c6fe0"}
  - {name: play music, type: tag, group: intent, key: "3", color: "#8a5cd1"}
  - {name: send money, type: tag, group: intent, key: "4", color: "#2f9e74"}
  - {name: other, type: tag, group: intent, key: "5", color: "#5f6b7a"}
  - {name: restaurant, type: span, key: q, color: "#d9703a"}
  - {name: party, type: span, key: w, color: "#b7791f"}
  - {name: time, type: span, key: e, color: "#4c6fe0"}
  - {name: place, type: span, key: r, color: "#2b8a9e"}
  - {name: artist, type: span, key: t, color: "#8a5cd1"}
  - {name: genre, type: span, key: a, color: "#c2478d"}
  - {name: amount, type: span, key: s, color: "#2f9e74"}
  - {name: person, type: span, key: d, color: "#7a8b2e"}
groups:
  - {name: intent, pick: one, required: true, description: "What does the person want?"}
guideline: |
  ## Intent
  Pick the one thing the person wants done. Small talk and orders to stop are *other*.

  ## Entities
  Mark the words that fill a slot, without the words around them: **six people**, not *for six people*.
  Times keep their preposition (*on Friday*), places and names do not. Emoji that belong to a name are part of it.
workflow:
  - {stage: annotate, votes: 1}
  - {stage: review, share: 0.2, by: reviewer}
"""

PHOTOGRAPHS = """\
name: Photographs
media: image
description: Real photographs, not started yet.
classes:
  - {name: person, type: box, key: "1", color: "#e0524d"}
  - {name: animal, type: box, key: "2", color: "#2f9e74"}
  - {name: vehicle, type: box, key: "3", color: "#4c6fe0"}
  - {name: thing, type: box, key: "4", color: "#b7791f", rotated: true}
  - {name: photograph, type: tag, group: kind, key: "5", color: "#5f6b7a"}
  - {name: scan or scientific, type: tag, group: kind, key: "6", color: "#8a5cd1"}
groups:
  - {name: kind, pick: one, required: true}
guideline: |
  Box each thing that one would name when describing the picture to a friend on the telephone.
  Turn the box of a *thing* where it stands askew.
workflow:
  - {stage: annotate, votes: 1}
  - {stage: review, share: 1, by: reviewer}
"""
