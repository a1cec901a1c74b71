"""The methods of consensus on votes, one a file, found by name. To add one, add a file that assigns `PART`."""
