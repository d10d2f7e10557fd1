"""What the large providers want, by the ending of an address, so that nobody has to look it up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from informal.model.config import Security, Server


@dataclass(frozen=True, slots=True)
class Preset:
    """A provider. password: where its password comes from, a sentence. token: whether passwords are of no use there.

    keeps_copy: whether it files what is sent by itself.
    """

    name: str
    domains: tuple[str, ...]
    smtp: Server
    imap: Server
    password: str
    token: bool = False
    keeps_copy: bool = False


_PRESETS = (
    Preset(
        "Gmail",
        ("gmail.com", "googlemail.com"),
        Server("smtp.gmail.com", 465, Security.TLS),
        Server("imap.gmail.com", 993, Security.TLS),
        "Gmail wants an app password, not your usual one: myaccount.google.com/apppasswords",
        keeps_copy=True,
    ),
    Preset(
        "Fastmail",
        ("fastmail.com", "fastmail.fm", "messagingengine.com"),
        Server("smtp.fastmail.com", 465, Security.TLS),
        Server("imap.fastmail.com", 993, Security.TLS),
        "Fastmail wants an app password: Settings, Privacy & Security, App passwords.",
    ),
    Preset(
        "iCloud",
        ("icloud.com", "me.com", "mac.com"),
        Server("smtp.mail.me.com", 587, Security.STARTTLS),
        Server("imap.mail.me.com", 993, Security.TLS),
        "iCloud wants an app-specific password: account.apple.com, Sign-In and Security.",
    ),
    Preset(
        "Outlook",
        ("outlook.com", "hotmail.com", "live.com", "msn.com", "office365.com"),
        Server("smtp-mail.outlook.com", 587, Security.STARTTLS),
        Server("outlook.office365.com", 993, Security.TLS),
        "Outlook takes no passwords any more, app passwords neither: a token_command gets it a token (XOAUTH2).",
        token=True,
        keeps_copy=True,
    ),
)


def of_address(address: str) -> Preset | None:
    """The provider of an address, its servers with the user filled in; None for any other."""
    address = address.strip().casefold()
    domain = address.rpartition("@")[2]
    for preset in _PRESETS:
        if domain in preset.domains:
            return replace(preset, smtp=replace(preset.smtp, user=address), imap=replace(preset.imap, user=address))
    return None


def of_host(host: str) -> Preset | None:
    """The provider that runs a server; None for any other."""
    host = host.casefold()
    for preset in _PRESETS:
        domains = (*preset.domains, preset.smtp.host.partition(".")[2], preset.imap.host.partition(".")[2])
        if any(host == domain or host.endswith(f".{domain}") for domain in domains):
            return preset
    return None
