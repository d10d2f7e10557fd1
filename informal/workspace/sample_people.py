"""The made-up people of `informal demo`. Nobody here exists; every address ends in .example."""

from __future__ import annotations

from dataclasses import dataclass

from informal.model.kinds import Warmth

KNOWS, HALF, NEW = Warmth.KNOWS_ME, Warmth.HALF_KNOWS_ME, Warmth.NEW_TO_ME


@dataclass(frozen=True, slots=True)
class Somebody:
    """key: what the story calls them. spark: what one would love to hear about, as it stands in a letter.

    by: the key of whoever introduced them. found: how one came across somebody new, for the letter's first sentence.
    """

    key: str
    name: str
    role: str
    company: str
    warmth: Warmth | None
    spark: str
    tie: str = ""
    found: str = ""
    by: str = ""
    email: str = ""
    linkedin: bool = True
    tags: tuple[str, ...] = ()
    notes: str = ""
    greeting: str = ""
    timezone: str = ""


PEOPLE = (
    # Those the story is about, in the order in which it met them.
    Somebody("ines", "Ines Invented", "Upholsterer", "Invented Interiors", KNOWS, "how you chose your first workshop",
             tie="school: Made-Up Comprehensive", email="ines@invented.example", tags=("craft",),
             notes="Shared a bench in year nine. Moved workshops twice; says the second move was the good one."),
    Somebody("kofi", "Kofi Fictional", "Cartographer", "Made-Up Maps Ltd", HALF, "what makes a map honest",
             by="ines", email="kofi@fictional.example", tags=("maps", "data")),
    Somebody("yuki", "Yuki Imaginary", "Head Baker", "Rocket Bakery", NEW, "what four in the morning is like",
             by="kofi", tags=("craft",)),
    Somebody("hugo", "Hugo Hypothetical", "Miller", "Hypothetical Mills", NEW, "how a mill decides what to grind",
             by="yuki", tags=("craft",)),
    Somebody("grace", "Grace Sample", "Data Analyst", "Sample & Daughters", KNOWS,
             "which question people bring you most", tie="colleague: Placeholder Parks", tags=("data",),
             email="grace@sample.example"),
    Somebody("omar", "Omar Made-Up", "Electrician", "Made-Up & Sons", HALF, "how you learned to say no to a job",
             by="grace", linkedin=False, notes="Has no use for mail. Call after six."),
    Somebody("bea", "Bea Nobody", "Paediatric Nurse", "Nowhere Hospital", KNOWS, "what a calm night shift needs",
             tie="school: Made-Up Comprehensive", by="ines", tags=("care",)),
    Somebody("linus", "Linus Placeholder", "Park Ranger", "Placeholder Parks", HALF, "what the park is like in winter",
             tie="colleague: Placeholder Parks", email="linus@placeholder.example", tags=("outdoors",)),
    Somebody("mary", "Mary Ann Mock", "History Teacher", "Mock Trial School", KNOWS, "how you plan a first lesson",
             tie="my own history teacher", email="mary.ann@mock.example", greeting="Mary Ann"),
    Somebody("tom", "Tom Testcase", "Tram Driver", "Testcase Trams", HALF, "what nobody sees from the front seat",
             tie="event: open day at the depot", tags=("outdoors",)),
    Somebody("zoe", "Zoë Pretend", "Lighting Designer", "Théâtre Inventé", NEW, "how you light a story",
             found="I saw the blue scene you lit in The Invented Winter", tags=("stage",), timezone="Europe/Paris"),
    Somebody("li", "李 虚构", "Product Manager", "虚构科技", NEW, "how a team decides what to leave out",
             found="I read your notes on shipping less", timezone="Asia/Shanghai", greeting="李"),
    Somebody("pia", "Pia Pseudonym", "Epidemiologist", "Nowhere Hospital", NEW, "what counting does to a question",
             found="I heard your talk on bad averages", tags=("data", "care")),
    Somebody("sven", "Sven Stub", "Tax Adviser", "Stub & Stub", HALF, "what clients thank you for",
             tie="interest: choir on Tuesdays"),
    Somebody("amara", "Amara Almost-Real", "Aircraft Mechanic", "Almost Airways", NEW, "how you learn to trust a bolt",
             found="I read your piece on the second look", email="amara@almost-real.example"),
    Somebody("nadia", "Nadia No-One", "Stage Manager", "Empty Stage Company", HALF, "what happens in the last minute",
             tie="event: Long Night of Theatres", tags=("stage",)),
    Somebody("ravi", "Ravi Rehearsal", "Sound Engineer", "Rehearsal Rooms", KNOWS, "how you hear that a room is wrong",
             tie="interest: choir on Tuesdays", tags=("stage",), linkedin=False),
    Somebody("elif", "Elif Ersatz", "Café Owner", "Ersatz Espresso", HALF, "how the first year went",
             tie="her café, most Saturdays", notes="Asked what I would order if I owned the place."),
    Somebody("jon", "Jon Jotted-Down", "Copy Editor", "Margin Notes Press", NEW, "what you never change",
             found="I learned a lot from your page of queries to authors", email="jon@jotted-down.example"),
    Somebody("wanda", "Wanda Would-Be", "Wind Turbine Technician", "Would-Be Wind", NEW, "what a good day up there is",
             found="I saw the film about your crew", tags=("outdoors",)),
    Somebody("chidi", "Chidi Chimera", "Narrative Designer", "Chimera Games", NEW, "how a game keeps a promise",
             found="I played Paper Harbour twice"),
    Somebody("lena", "Lena Lorem", "Actuary", "Ipsum Insurance", HALF, "what surprised you about risk",
             tie="colleague: Summer job at Ipsum", tags=("data",)),
    Somebody("paolo", "Paolo Paper", "City Planner", "Paper Town Council", NEW, "how a crossing gets its lights",
             found="I read your answer about Station Road", tags=("maps",)),
    Somebody("freya", "Freya Fable", "Ship's Engineer", "Fable Ferries", HALF, "how you sleep at sea",
             tie="school: Made-Up Comprehensive"),
    Somebody("marek", "Marek Mirage", "Bike Mechanic", "Mirage Mobility", KNOWS, "what the workshop taught you",
             tie="he fixes my bike", linkedin=False, tags=("craft",)),
    Somebody("salma", "Salma Scripted", "Radio Producer", "Scripted Stories", NEW, "how you cut an interview",
             found="I heard the programme about lighthouses"),
    Somebody("otto", "Otto Outline", "Architect", "Outline Architects", NEW, "how you show a plan to neighbours",
             found="I walked through the library you drew"),
    Somebody("dana", "Dana Dummy", "Statistician", "Dummy Variables", NEW, "what you ask before you count",
             found="I used your table of common mistakes", tags=("data",)),
    # Not written to yet.
    Somebody("rosa", "Rosa Role-Play", "Career Counsellor", "Role-Play Recruiting", KNOWS, "what people forget to ask",
             tie="neighbour, second floor"),
    Somebody("theo", "Theo Theoretical", "Physics Lecturer", "Theory College", KNOWS, "how you explain a mistake",
             tie="school: Made-Up Comprehensive", email="theo@theoretical.example"),
    Somebody("aunt", "Aunt Petra Parable", "Postal Carrier", "Parable Post", KNOWS, "which street you like best",
             tie="family", linkedin=False, greeting="Petra"),
    Somebody("joy", "Joy Just-A-Name", "Fundraiser", "Just Cause Charity", KNOWS, "how you ask for money and stay kind",
             tie="colleague: Placeholder Parks", tags=("care",)),
    Somebody("uma", "Uma Unreal", "Surveyor", "Unreal Estates", HALF, "how you find the edge of a field",
             tie="event: PyFictional", tags=("maps", "outdoors")),
    Somebody("viktor", "Viktor Virtual", "Cellar Hand", "Virtual Vineyards", HALF, "what autumn is like in the cellar",
             tie="work: harvest of two summers", tags=("outdoors",)),
    Somebody("xenia", "Xenia X-Ample", "Radiographer", "X-Ample X-Rays", HALF, "what you tell people who are afraid",
             tie="event: first-aid course", tags=("care",)),
    Somebody("bruno", "Bruno Based-On-Nobody", "Pastry Chef", "Nobody's Bakery", HALF, "what you threw away first",
             tie="interest: sourdough", tags=("craft",)),
    Somebody("carla", "Carla Cardboard", "Set Builder", "Cardboard City Theatre", HALF, "what holds a set together",
             tie="event: Long Night of Theatres", tags=("stage", "craft")),
    Somebody("dev", "Dev Draft", "Brewer", "Draft Brewery", NEW, "how long a recipe takes",
             found="I liked the label that lists what went wrong"),
    Somebody("esi", "Esi Exemplar", "Head Teacher", "Exemplar Primary School", NEW, "what changed your mind",
             found="I read about the walking bus you began"),
    Somebody("femi", "Femi Figment", "Film Editor", "Figment Films", NEW, "when you know a scene is done",
             found="I saw the short you cut in one night", tags=("stage",)),
    Somebody("gita", "Gita Ghostwritten", "Literary Agent", "Ghost Publishing", NEW, "what you read first",
             found="I kept your list of first sentences"),
    Somebody("igor", "Igor Illustrative", "Illustrator", "Illustrative Ink", NEW, "how you price a drawing",
             found="I have your poster of bridges on my wall"),
    Somebody("karim", "Karim Contrived", "Coffee Roaster", "Contrived Coffee", NEW, "how you learned to taste",
             found="your tasting notes made me laugh", tags=("craft",)),
    Somebody("lola", "Lola Legend", "Dispatcher", "Legend Logistics", None, "how you keep forty trucks in your head"),
    Somebody("milo", "Milo Made-Of-Words", "Speech Therapist", "Words Words Words", None, "what patience looks like",
             tags=("care",)),
    Somebody("quinn", "Quinn Questionable", "Journalist", "Question Mark Media", None, "which question opens a door"),
)  # fmt: skip
