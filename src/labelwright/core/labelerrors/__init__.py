"""Labels that are probably wrong, found from what a model that has not seen them thinks. Ranked; nothing is changed."""
