"""Gamma: agreement on where stretches of a text or clip lie and what they are, at once, corrected for chance.

Mathet, Widlöcher and Métivier, The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment, Computational Linguistics 41 (2015). Units of different annotators are aligned so that the disorder is least;
the same is done to random annotations; gamma is 1 − the disorder found / that of chance.
"""
