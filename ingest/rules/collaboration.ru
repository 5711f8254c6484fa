# Two organizations collaborate if they lead, sponsor or are members of the same project.
INSERT { GRAPH graph:inferred\/collaboration { ?one cairn:collaboratesWith ?other } }
WHERE {
  ?project cairn:ledBy|cairn:memberOrganization|cairn:sponsoredBy ?one , ?other .
  FILTER(?one != ?other && ISIRI(?one) && ISIRI(?other))
}
