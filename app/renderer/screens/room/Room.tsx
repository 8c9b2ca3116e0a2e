import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HostDrawer } from './host/HostDrawer.tsx'
import { InviteBox } from './InviteBox.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { LeaveQuestion } from './LeaveQuestion.tsx'
import { RoomNotes } from './notes/RoomNotes.tsx'
import { NowPlaying } from './now/NowPlaying.tsx'
import { OpenedProvider } from './Opened.tsx'
import { DriftHistoryProvider } from './people/DriftHistoryContext.tsx'
import { Roster } from './people/Roster.tsx'
import classes from './Room.module.css'
import { RoomHeader } from './RoomHeader.tsx'
import { AddFilm } from './side/AddFilm.tsx'
import { SidePanel, type SideTab } from './side/SidePanel.tsx'
import { TruthPanel } from './truth/TruthPanel.tsx'
import { useRoomKeys } from './useRoomKeys.ts'

/** The room: the film above, people and talk around it. */
export function Room() {
  return (
    <OpenedProvider>
      <DriftHistoryProvider>
        <Laid />
        <InviteBox />
        <HostDrawer />
        <TruthPanel />
        <AddFilm />
        <KeyHelp />
        <LeaveQuestion />
      </DriftHistoryProvider>
    </OpenedProvider>
  )
}

/** From here on (px, tokens.ts: md) there is room for a second column. */
const twoColumns = '(min-width: 62.5em)'

function Laid() {
  const { t } = useTranslation('room')
  const isWide = useMediaQuery(twoColumns, undefined, { getInitialValueInEffect: false })
  const [chosen, setTab] = useState<SideTab>(isWide ? 'chat' : 'people')
  const tabs: readonly SideTab[] = isWide ? ['chat', 'queue', 'log'] : ['people', 'chat', 'queue', 'log']
  const tab = tabs.includes(chosen) ? chosen : 'chat'
  useRoomKeys({ showChat: () => setTab('chat') })
  return (
    <div className={classes.room}>
      <RoomHeader />
      <div className={classes.main}>
        <RoomNotes />
        <NowPlaying />
        {isWide && (
          <section className={classes.people} aria-labelledby="people">
            <h2 id="people" className={classes.peopleTitle}>
              {t('people.title')}
            </h2>
            <Roster />
          </section>
        )}
      </div>
      <SidePanel tabs={tabs} tab={tab} onTab={setTab} />
    </div>
  )
}
