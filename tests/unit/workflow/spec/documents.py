"""Project documents that the tests of this folder start from."""

BLOOD = """\
name: Blood cells
media: image
description: Count them.
classes:
  - {name: RBC, type: box, color: "#e53e3e", key: 1}
  - name: WBC
    type: box
    rotated: true
    attributes:
      - {name: kind, one_of: [neutrophil, lymphocyte, no], required: true, default: neutrophil}
      - {name: touching, boolean: true, key: t}
      - {name: seen, any_of: [edge, blur]}
      - {name: size, number: {min: 0.5, max: 9}}
      - {name: remark, text: true}
  - {name: blurred, type: tag, group: quality}
groups:
  - {name: quality, pick: one, required: true}
guideline: guideline.md
workflow:
  - {stage: annotate, votes: {min: 2, max: 5}, lease: 2h}
  - {stage: review, share: 0.5, by: expert}
"""
