"""Writes Connections.csv beside itself: a LinkedIn export of people who do not exist, with what real ones hold.

Run it after a change: python assets/make_connections.py
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

PREAMBLE = (
    "Notes:\n"
    '"Some e-mail addresses are missing here: people decide for themselves who may see and export theirs. '
    'You can find the setting under ""Who can see or download your email address"", and read more about it '
    'at https://www.linkedin.com/psettings/privacy/email."\n'
    "\n"
)
HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
URL = "https://www.linkedin.com/in/"

# first, last, slug, e-mail, company, position, connected on; newest first, as LinkedIn writes them.
PEOPLE = (
    ("Ada", "Example", "ada-example", "", "Imaginary Looms", "Textile Engineer", "18 Nov 2025"),
    (
        "Kofi",
        "Fictional",
        "kofi-fictional",
        "kofi@fictional.example",
        "Made-Up Maps Ltd",
        "Cartographer",
        "11 Nov 2025",
    ),
    ("Grace", "Sample, PhD", "grace-sample", "", "Sample & Daughters, Inc.", "Data Analyst", "02 Nov 2025"),
    ("Yuki 🚀", "Imaginary", "yuki-imaginary", "", "Rocket Bakery", "Head Baker", "27 Oct 2025"),
    ("  Bea ", " Nobody  ", "bea-nobody", "", "Nowhere Hospital", "Paediatric Nurse", "14 Oct 2025"),
    ("Omar", "Made-Up", "omar-made-up", "", "", "Electrician", "09 Oct 2025"),
    ("Zoë", "Pretend", "zo%C3%AB-pretend", "", "Théâtre Inventé", "Éclairagiste / Lighting Designer", "01 Oct 2025"),
    ("李", "虚构", "li-xugou-made-up", "", "虚构科技", "产品经理", "22 Sep 2025"),
    ("", "", "", "", "", "", "15 Sep 2025"),
    ('=HYPERLINK("x")', "Formula", "formula-not-real", "", "+1 Plus Co", "@Reception", "03 Sep 2025"),
    ("[/x] Bob", "[@click=app.quit]x[/]", "bob-markup", "", "Bracket [bold]& Sons[/bold]", "Joiner", "28 Aug 2025"),
    ("נועה", "בדיונית\u200f", "noa-bidyonit", "", "\u202eDemo Orchard\u202c", "Beekeeper", "19 Aug 2025"),
    ("Linus", "Placeholder", "linus-placeholder", "", "Placeholder Parks", "Park Ranger", "11 Aug 2025"),
    ("Mary Ann", "Mock", "mary-ann-mock", "", "Mock Trial School", "History Teacher", "30 Jul 2025"),
    ("Tom", "Testcase", "tom-testcase", "tom@testcase.example", "Testcase Trams", "Tram Driver", "21 Jul 2025"),
    ("Ines", "Invented", "ines-invented", "", "Invented Interiors", "Upholsterer", "13 Jul 2025"),
    ("Dr. Pia", "Pseudonym, MD, MPH", "pia-pseudonym", "", "Nowhere Hospital", "Epidemiologist", "02 Jul 2025"),
    ("Sven", "Stub", "sven-stub", "", "Stub & Stub", "Tax Adviser", "24 Jun 2025"),
    ("Amara", "Almost-Real", "amara-almost-real", "", "Almost Airways", "Aircraft Mechanic", "15 Jun 2025"),
    ("Hugo", "Hypothetical", "hugo-hypothetical", "", "Hypothesis Labs", "Lab Technician", "08 Jun 2025"),
    ("Nadia", "No-One", "nadia-no-one", "", "Empty Stage Company", "Stage Manager", "29 May 2025"),
    ("Ravi", "Rehearsal", "ravi-rehearsal", "", "Rehearsal Rooms", "Sound Engineer", "20 May 2025"),
    ("Elif", "Ersatz", "elif-ersatz", "", "Ersatz Espresso", "Café Owner", "12 May 2025"),
    ("Jon", "Jotted-Down", "jon-jotted-down", "", "Margin Notes Press", "Copy Editor", "30 Apr 2025"),
    ("Wanda", "Would-Be", "wanda-would-be", "", "Would-Be Wind", "Wind Turbine Technician", "17 Apr 2025"),
    ("Chidi", "Chimera", "chidi-chimera", "", "Chimera Games", "Narrative Designer", "08 Apr 2025"),
    ("Lena", "Lorem", "lena-lorem", "", "Ipsum Insurance", "Actuary", "26 Mar 2025"),
    ("Paolo", "Paper", "paolo-paper", "", "Paper Town Council", "City Planner", "12 Mar 2025"),
    ("Freya", "Fable", "freya-fable", "", "Fable Ferries", "Ship's Engineer", "27 Feb 2025"),
    ("Marek", "Mirage", "marek-mirage", "", "Mirage Mobility", "Bike Mechanic", "10 Feb 2025"),
    ("", "", "", "", "", "", "05 Feb 2025"),
    ("Salma", "Scripted", "salma-scripted", "", "Scripted Stories", "Radio Producer", "23 Jan 2025"),
    ("Otto", "Outline", "otto-outline", "", "Outline Architects", "Architect", "14 Dec 2024"),
    ("Dana", "Dummy", "dana-dummy", "", "Dummy Variables", "Statistician", "20 Nov 2024"),
    ("Ivo", "In-Name-Only", "ivo-in-name-only", "", "Nameplate GmbH", "Engraver", "02 Nov 2024"),
    ("Rosa", "Role-Play", "rosa-role-play", "", "Role-Play Recruiting", "Career Counsellor", "15 Oct 2024"),
    ("Theo", "Theoretical", "theo-theoretical", "", "Theory College", "Physics Lecturer", "19 Sep 2024"),
    ("Uma", "Unreal", "uma-unreal", "", "Unreal Estates", "Surveyor", "01 Sep 2024"),
    ("Viktor", "Virtual", "viktor-virtual", "", "Virtual Vineyards", "Cellar Hand", "11 Jul 2024"),
    ("Xenia", "X-Ample", "xenia-x-ample", "", "X-Ample X-Rays", "Radiographer", "30 May 2024"),
    ("Ada", "Example", "ada-example-another", "", "Second Looms", "Weaver", "16 May 2024"),
    ("Bruno", "Based-On-Nobody", "bruno-based-on-nobody", "", "Nobody's Bakery", "Pastry Chef", "03 Mar 2024"),
    ("Carla", "Cardboard", "carla-cardboard", "", "Cardboard City Theatre", "Set Builder", "14 Feb 2024"),
    ("Dev", "Draft", "dev-draft", "", "Draft Brewery", "Brewer", "20 Dec 2023"),
    ("Esi", "Exemplar", "esi-exemplar", "", "Exemplar Primary School", "Head Teacher", "08 Oct 2023"),
    ("Femi", "Figment", "femi-figment", "", "Figment Films", "Film Editor", "29 Jul 2023"),
    ("Gita", "Ghostwritten", "gita-ghostwritten", "", "Ghost Publishing", "Literary Agent", "02 Jun 2023"),
    ("Hana", "Hearsay", "hana-hearsay", "", "Hearsay & Partners", "Paralegal", "18 Apr 2023"),
    ("Igor", "Illustrative", "igor-illustrative", "", "Illustrative Ink", "Illustrator", "02 Jan 2023"),
    ("Joy", "Just-A-Name", "joy-just-a-name", "", "Just Cause Charity", "Fundraiser", "14 Nov 2022"),
    ("Karim", "Contrived", "karim-contrived", "", "Contrived Coffee", "Roaster", "06 Sep 2022"),
    ("Lola", "Legend", "lola-legend", "", "Legend Logistics", "Dispatcher", "21 Jun 2022"),
    ("Milo", "Made-Of-Words", "milo-made-of-words", "", "Words Words Words", "Speech Therapist", "08 May 2022"),
    ("Nils", "Nonesuch", "nils-nonesuch", "", "Nonesuch Nurseries", "Gardener", "11 Jan 2022"),
    ("Oksana", "Only-On-Paper", "oksana-only-on-paper", "", "Paper Town Council", "Librarian", "03 Oct 2021"),
    ("Pablo", "Plausible", "pablo-plausible", "", "Plausible Plumbing", "Plumber", "19 Aug 2021"),
    ("Quinn", "Questionable", "quinn-questionable", "", "Question Mark Media", "Journalist", "02 Jun 2021"),
    ("Rita", "Rumour", "rita-rumour", "", "Rumour Mill", "Miller", "14 Feb 2021"),
    ("Sam", "Same-Name", "", "", "Same-Name Stores", "Buyer", "20 Nov 2020"),
    ("Tess", "Try-Out", "tess-try-out", "", "Try-Out Tennis Club", "Coach", "07 Sep 2020"),
    ("Ursula", "Unlisted", "ursula-unlisted", "ursula@unlisted.example", "Unlisted Opera", "Stagehand", "12 May 2020"),
    ("Walt", "Wasn't-There", "walt-wasnt-there", "", "", "", "03 Mar 2019"),
)


def connections() -> bytes:
    """The file."""
    out = io.StringIO()
    out.write(PREAMBLE)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for first, last, slug, *rest in PEOPLE:
        writer.writerow((first, last, slug and URL + slug, *rest))
    return out.getvalue().encode()


if __name__ == "__main__":
    Path(__file__).with_name("Connections.csv").write_bytes(connections())
