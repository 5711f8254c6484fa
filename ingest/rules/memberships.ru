# Who holds a role somewhere is a member of it, and the period of the role is the period of the membership.
INSERT { GRAPH graph:inferred\/memberships { ?person org:memberOf ?body . ?membership org:memberDuring ?period } }
WHERE {
  ?membership org:member ?person ; org:organization ?body .
  OPTIONAL { ?membership cairn:during ?period }
}
