"""Routes: see the package."""

from fastapi import APIRouter

from service.api.strict_route import StrictRoute

router = APIRouter(tags=["networks"], route_class=StrictRoute)
