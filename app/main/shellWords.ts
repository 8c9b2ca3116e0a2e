import { languageFor, type Language } from '../renderer/words/languages.ts'
import { translateWith, type Translate } from '../renderer/words/problemWords.ts'
import problemsInGerman from '../renderer/words/de/problems.json' with { type: 'json' }
import problemsInFrench from '../renderer/words/fr/problems.json' with { type: 'json' }

/** What the shell itself says, outside of its windows. */
export interface ShellWords {
  readonly open: string
  readonly toggle: string
  readonly mini: string
  readonly quit: string
  readonly noKeychain: string
  readonly noKeychainMore: string
  readonly keepInFile: string
  readonly keepForNow: string
  readonly notAnswering: string
  readonly notAnsweringMore: string
  readonly wait: string
  readonly reload: string
  readonly crashed: string
  readonly crashedMore: string
  readonly roomsEnd: string
  readonly roomsEndMore: string
  readonly stay: string
  readonly updateReady: string
  readonly updateReadyMore: string
  /** `{name}` and `{room}` are put in. */
  readonly invites: string
  readonly serverBack: string
  readonly serverLost: string
  /** What the app says in English, such as a problem. */
  readonly say: Translate
}

const en: ShellWords = {
  open: 'Open Lockstep',
  toggle: 'Play or pause',
  mini: 'Small remote',
  quit: 'Quit',
  noKeychain: 'This system has no keychain that Lockstep could use.',
  noKeychainMore:
    'Your sign-in can be kept in a file that only your user can read, but that is not encrypted. Otherwise you sign in again next time.',
  keepInFile: 'Keep it in a file',
  keepForNow: 'Only until I quit',
  notAnswering: 'The window does not answer.',
  notAnsweringMore: 'The film goes on; the window can be loaded again without harm.',
  wait: 'Wait',
  reload: 'Load it again',
  crashed: 'The window ended again and again.',
  crashedMore: 'The film goes on. Update the graphics driver if this stays.',
  roomsEnd: 'Others are in a room on this computer.',
  roomsEndMore: 'Their room ends when Lockstep does.',
  stay: 'Stay',
  updateReady: 'A newer Lockstep is here.',
  updateReadyMore: 'It is put in place when you quit.',
  invites: '{name} invites you to “{room}”.',
  serverBack: 'The session server within the app died and is back.',
  serverLost: 'The session server within the app died and cannot be started now.',
  say: (english) => english,
}

const de: ShellWords = {
  open: 'Lockstep öffnen',
  toggle: 'Abspielen oder anhalten',
  mini: 'Kleine Fernbedienung',
  quit: 'Beenden',
  noKeychain: 'Dieses System hat keinen Schlüsselbund, den Lockstep nutzen könnte.',
  noKeychainMore:
    'Die Anmeldung kann in einer Datei liegen, die nur dein Benutzer lesen kann, aber nicht verschlüsselt ist. Sonst meldest du dich beim nächsten Mal neu an.',
  keepInFile: 'In einer Datei behalten',
  keepForNow: 'Nur bis zum Beenden',
  notAnswering: 'Das Fenster antwortet nicht.',
  notAnsweringMore: 'Der Film läuft weiter; das Fenster kann ohne Schaden neu geladen werden.',
  wait: 'Warten',
  reload: 'Neu laden',
  crashed: 'Das Fenster ist immer wieder abgestürzt.',
  crashedMore: 'Der Film läuft weiter. Wenn es so bleibt, hilft oft ein neuer Grafiktreiber.',
  roomsEnd: 'Andere sind in einem Raum auf diesem Rechner.',
  roomsEndMore: 'Ihr Raum endet mit Lockstep.',
  stay: 'Bleiben',
  updateReady: 'Ein neueres Lockstep ist da.',
  updateReadyMore: 'Es wird beim Beenden eingesetzt.',
  invites: '{name} lädt dich zu „{room}“ ein.',
  serverBack: 'Der Sitzungsserver in der App ist abgestürzt und läuft wieder.',
  serverLost: 'Der Sitzungsserver in der App ist abgestürzt und lässt sich gerade nicht starten.',
  say: translateWith(problemsInGerman),
}

const fr: ShellWords = {
  open: 'Ouvrir Lockstep',
  toggle: 'Lire ou mettre en pause',
  mini: 'Petite télécommande',
  quit: 'Quitter',
  noKeychain: 'Ce système n’a pas de trousseau que Lockstep pourrait utiliser.',
  noKeychainMore:
    'Votre connexion peut rester dans un fichier que seul votre compte peut lire, mais qui n’est pas chiffré. Sinon, vous vous reconnecterez la prochaine fois.',
  keepInFile: 'Garder dans un fichier',
  keepForNow: 'Jusqu’à la fermeture',
  notAnswering: 'La fenêtre ne répond pas.',
  notAnsweringMore: 'Le film continue ; la fenêtre peut être rechargée sans dommage.',
  wait: 'Attendre',
  reload: 'Recharger',
  crashed: 'La fenêtre s’est arrêtée plusieurs fois.',
  crashedMore: 'Le film continue. Si cela persiste, mettez à jour le pilote graphique.',
  roomsEnd: 'D’autres sont dans un salon sur cet ordinateur.',
  roomsEndMore: 'Leur salon se termine avec Lockstep.',
  stay: 'Rester',
  updateReady: 'Un Lockstep plus récent est là.',
  updateReadyMore: 'Il sera installé à la fermeture.',
  invites: '{name} vous invite dans « {room} ».',
  serverBack: 'Le serveur de session de l’application s’était arrêté ; il est revenu.',
  serverLost:
    'Le serveur de session de l’application s’est arrêté et ne peut pas être relancé pour l’instant.',
  say: translateWith(problemsInFrench),
}

const all: Readonly<Record<Language, ShellWords>> = { en, de, fr }

/** In the language that was set, else the first of the system's that there is, else English. */
export const shellWords = (chosen: Language | null, ofSystem: readonly string[]): ShellWords =>
  all[chosen ?? languageFor(ofSystem)]
