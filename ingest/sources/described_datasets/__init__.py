"""Datasets as files of strangers describe them in RDF: what the sources Croissant and DCAT share."""
