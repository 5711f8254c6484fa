"""The JSON of answers, for OpenAPI: what keys there are, and what they say. Nothing is made from these at run time."""
