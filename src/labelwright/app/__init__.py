"""The composition root: settings, wiring, who hears what, accounts and jobs. Holds no HTTP and no drawing."""
