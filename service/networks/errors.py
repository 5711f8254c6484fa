"""What can go wrong with a network.

ServiceError
  x TooLarge
    + NetworkTooLarge   413  it has more ties than are measured and sent at once
"""

from service.errors import TooLarge


class NetworkTooLarge(TooLarge):
    slug, title = "network-too-large", "The network is too large"
