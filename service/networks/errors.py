"""What can go wrong with a network.

ServiceError
  x NotFound
    + NoSuchTies        404  the network has no ties of that kind
  x TooLarge
    + NetworkTooLarge   413  it has more ties than are measured and sent at once
"""

from service.errors import NotFound, TooLarge


class NoSuchTies(NotFound):
    slug, title = "no-such-ties", "The network has no ties of that kind"


class NetworkTooLarge(TooLarge):
    slug, title = "network-too-large", "The network is too large"
