"""Why a line to the service does not stand, or broke."""

import errno
import socket
import ssl
from enum import StrEnum

AWAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN)


class Trouble(StrEnum):
    """What came between us and the service; nothing of it is the service's own word."""

    NAME = "unknown name"
    REFUSED = "refused"
    AWAY = "no way there"
    SILENT = "no connection in time"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    PROXY = "proxy"
    SETUP = "settings of a proxy or of certificates"
    SLOW = "no answer in time"
    BROKEN = "line broken"


def trouble_of(error: BaseException, usual: Trouble) -> Trouble:
    """What an error of the line comes from: the operating system's own word for it, which the
    library carries along; `usual` where there is none."""
    root: BaseException | None = error
    while root is not None and not isinstance(root, OSError):
        root = root.__cause__ or root.__context__
    match root:
        case ssl.SSLCertVerificationError():
            return Trouble.CERTIFICATE
        case ssl.SSLError():
            return Trouble.ENCRYPTION
        case socket.gaierror():
            return Trouble.NAME
        case ConnectionRefusedError():
            return Trouble.REFUSED
        case OSError(errno=number) if number in AWAY:
            return Trouble.AWAY
        case _:
            return usual
