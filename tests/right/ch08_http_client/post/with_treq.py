# exercise: post
"""treq makes producers and headers by itself."""

import treq


async def post(reactor, url, form=None, value=None, path=None):
    if form is not None:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        sent = treq.post(url, data=form, headers=None if form else kind, reactor=reactor)
    elif value is not None:
        sent = treq.post(url, json=value, reactor=reactor)
    else:
        kind = {"Content-Type": "application/octet-stream"}
        with open(path, "rb") as file:
            response = await treq.post(url, data=file, headers=kind, reactor=reactor)
            return response.code, await response.content()
    response = await sent
    return response.code, await response.content()
