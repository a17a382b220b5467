"""What a client may send, and when; everything else that it asks is answered with an error."""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol.types import EXIT, INITIALIZE
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification, JsonRPCRequestMessage

# Under the name whose messages the server tells in a line.
_log = logging.getLogger("pygls.briefgen")


class BriefProtocol(LanguageServerProtocol):
    """Answers every request, and ignores a notification that cannot be taken: pygls leaves the
    one without an answer, and shows the other to whoever is typing."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as its type; where it is none that is known, with the error as parameters."""
        if not {"jsonrpc", "method"} <= data.keys():
            return super().structure_message(data)
        method, known = str(data["method"]), {**self.fm.builtin_features, **self.fm.features}
        error: JsonRpcException
        if "id" in data and (method not in known or self.get_result_type(method) is None):
            error = JsonRpcMethodNotFound.of(method)
        else:
            try:
                return super().structure_message(data)
            except JsonRpcException:
                error = JsonRpcInvalidParams(f"these are not the parameters of {method}")
        if "id" in data:
            return JsonRPCRequestMessage(data["id"], method, data["jsonrpc"], error)
        return JsonRPCNotification(method, data["jsonrpc"], error)

    def handle_message(self, message: Any) -> None:
        """Do what a message asks for, if it may ask for that now."""
        method = getattr(message, "method", EXIT)
        refusal = None if method == EXIT else self._refusal(message)
        if refusal is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=refusal.to_response_error())
        else:
            _log.warning("Ignoring notification %r: %s", method, refusal)

    def _refusal(self, message: Any) -> JsonRpcException | None:
        """Why a request or notification is not served; None where it is."""
        if message.jsonrpc != self.VERSION:
            return JsonRpcInvalidRequest(f"this is not a message of JSON-RPC {self.VERSION}")
        if self._shutdown:
            return JsonRpcInvalidRequest("the session was shut down")
        if self._workspace is None and message.method != INITIALIZE:
            return JsonRpcServerNotInitialized("the session was not initialized yet")
        if self._workspace is not None and message.method == INITIALIZE:
            return JsonRpcInvalidRequest("the session was initialized already")
        return message.params if isinstance(message.params, JsonRpcException) else None
