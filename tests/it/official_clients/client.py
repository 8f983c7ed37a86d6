"""Calls the emulator with google-api-python-client, and prints one JSON object for each call."""

import json
import sys

from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

given = json.load(sys.stdin)
url, deployment = given["url"], given["deployment"]


def official(credentials):
    return build("script", "v1", credentials=credentials, client_options={"api_endpoint": url})


def generic(credentials):
    return build("script", "v1", credentials=credentials, discoveryServiceUrl=url + "/$discovery/rest?version=v1")


def signed_in(refresh_token):
    return Credentials(
        None,
        refresh_token=refresh_token,
        token_uri=url + "/token",
        client_id=given["client_id"],
        client_secret=given["client_secret"],
    )


def call(service, body, script=deployment, **parameters):
    try:
        answer = service.scripts().run(scriptId=script, body=body, **parameters).execute()
    except HttpError as error:
        answer = {"http": error.status_code, "reason": error.reason}
    except RefreshError as error:
        answer = {"refresh": error.args[0]}
    print(json.dumps(answer))


service = official(Credentials(given["token"]))
call(generic(Credentials(given["token"])), {"function": "total"})
call(service, {"function": "total"})
call(service, {"function": "total", "devMode": True}, fields="response/result")
call(service, {"function": "item", "parameters": ["A-0"]}, fields="error(code,details/errorMessage)")
call(service, {"function": "total"}, script="AKfycbOther")
call(service, {"fonction": "total"})
call(official(signed_in(given["refresh_token"])), {"function": "total"}, fields="response/result")
call(official(signed_in("1//other")), {"function": "total"})
