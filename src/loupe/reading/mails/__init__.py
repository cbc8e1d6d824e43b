"""Mails, mailboxes, address cards and calendars: what they say, and the files in them as parts of their own."""

from loupe.reading.mails.calendars import read_ics
from loupe.reading.mails.cards import read_vcf
from loupe.reading.mails.eml import read_emlx, read_mail
from loupe.reading.mails.mailbox import read_mbox
from loupe.reading.mails.msg import read_msg
from loupe.reading.mails.pst import read_pst

__all__ = ["read_emlx", "read_ics", "read_mail", "read_mbox", "read_msg", "read_pst", "read_vcf"]
