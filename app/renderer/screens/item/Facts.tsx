import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ItemDetails } from '../../../../protocol/bridge/query.ts'
import { useFormat } from '../../words/useFormat.ts'
import classes from './item.module.css'

/** More names than that nobody reads here. */
const mostPeople = 12

/** Who made it, and in which versions and languages it is there. */
export function Facts({ item: { people, versions, audio, subtitles } }: { item: ItemDetails }) {
  const { t } = useTranslation('item')
  const format = useFormat()
  const versionText = ({ title, bitrate }: ItemDetails['versions'][number]) =>
    bitrate === null ? title : `${title} · ${format.bitrate(bitrate)}`
  return (
    <div className={classes.facts}>
      {people.length > 0 && (
        <section>
          <Title order={3} mb="xs">
            {t('people')}
          </Title>
          <ul className={classes.people}>
            {people.slice(0, mostPeople).map(({ name, role }) => (
              <li key={`${name}-${role}`}>
                <Text size="sm" fw={560} dir="auto">
                  {name}
                </Text>
                {role !== null && (
                  <Text size="xs" c="dimmed" dir="auto">
                    {role}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Fact title={t('versions')} lines={versions.map(versionText)} />
      <Fact title={t('audio')} lines={audio.map(({ title }) => title)} />
      <Fact title={t('subtitles')} lines={subtitles.map(({ title }) => title)} />
    </div>
  )
}

function Fact({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <ul className={classes.lines}>
        {lines.map((line, at) => (
          <Text key={`${line}-${at}`} component="li" size="sm" c="dimmed" dir="auto">
            {line}
          </Text>
        ))}
      </ul>
    </section>
  )
}
