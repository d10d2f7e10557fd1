"""What people call the columns of their tables, in several languages. Letters only, folded."""

from __future__ import annotations

# Alone it is the whole name; beside a column for the other half it may be this half (see mapping).
EITHER_NAME = frozenset(["name", "nom", "nombre", "nome", "naam", "namn", "navn", "имя", "nimi"])

# Honorifics stand under these as often as jobs do.
TITLES = frozenset(["title", "titel", "titre", "titulo", "titolo"])

_WORDS = {
    "name": """
        name names fullname displayname contact contactname person people who vollername vorundnachname nomcomplet
        nometprenom nombrecompleto nombreyapellidos nomecompleto nomecognome nomeecognome volledigenaam namn navn naam
        nom nombre nome nimi imieinazwisko имя фио 姓名 名前 氏名 お名前
    """,
    "first": """
        firstname givenname forename first given vorname rufname prenom primernombre voornaam fornamn fornavn imie
        etunimi 名
    """,
    "last": """
        lastname surname familyname last family nachname familienname zuname nomdefamille apellido apellidos cognome
        sobrenome apelido achternaam efternamn etternavn efternavn nazwisko sukunimi фамилия 姓
    """,
    "email": """
        email emails mail mails emailaddress emailaddresses workemail privateemail personalemail homeemail primaryemail
        secondaryemail businessemail contactemail otheremail emailadresse emailadressen mailadresse courriel
        adresseemail adressemail adressecourriel adresseelectronique correo correoelectronico correoe direcciondecorreo
        direcciondecorreoelectronico eposta epost epostadress epostadresse postaelettronica indirizzoemail
        enderecodeemail emailadres mailadres sahkoposti adresemail почта электроннаяпочта メール メールアドレス 邮箱
        电子邮件 電子郵件
    """,
    "company": """
        company companyname organization organisation organizationname organisationname employer workplace
        currentcompany firm firma unternehmen arbeitgeber betrieb entreprise societe employeur empresa compania
        organizacion azienda societa ditta organizzazione bedrijf werkgever organisatie foretag arbetsgivare
        virksomhed bedrift arbeidsgiver yritys компания организация 会社 会社名 公司
    """,
    "role": """
        role jobtitle job position currentposition occupation profession headline function title titel titre titulo
        titolo beruf stelle jobtitel berufsbezeichnung funktion poste fonction intitule metier puesto cargo ruolo
        posizione qualifica funcao functie stilling tittel yrke должность 役職 職位 职位
    """,
    "linkedin": """
        linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink profile profileurl profilelink url link
        website web webpage homepage profil lienlinkedin perfil webseite siteweb sitioweb
    """,
    "phone": """
        phone phonenumber phones telephone tel mobile mobilephone mobilenumber cell cellphone workphone homephone
        businessphone otherphone telefon telefonnummer handy handynummer mobil mobiltelefon mobilnummer rufnummer
        portable telephoneportable numerodetelephone telefono movil celular cellulare telefoon telefoonnummer mobiel
        telefone telemovel puhelin телефон 電話 電話番号 电话 手机
    """,
    "tags": """
        tags tag labels label groups group category categories schlagworte schlagwort kategorie kategorien gruppe
        gruppen etiquettes categorie groupes etiquetas etiqueta categoria categorias categorie groep gruppo
    """,
    "notes": """
        notes note comment comments remark remarks notizen notiz bemerkung bemerkungen anmerkung anmerkungen kommentar
        kommentare remarque remarques commentaire commentaires notas comentarios commenti appunti opmerking
        opmerkingen anteckningar muistiinpanot заметки 備考 备注 メモ
    """,
    "connected_on": "connectedon connected verbundenam",
    "introduced_by": """
        introducedby referredby referrer referral introducer empfohlenvon vermitteltvon vorgestelltvon recommandepar
        presentepar presentadopor referidopor recomendadopor presentatoda voorgestelddoor
    """,
}

FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split()}
FIELDS = tuple(_WORDS)
