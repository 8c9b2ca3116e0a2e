import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ItemDetails } from '../../../../protocol/bridge/query.ts'
import classes from './item.module.css'

/** More names than that nobody reads here. */
const mostPeople = 12

/** Who made it. */
export function Cast({ people }: Pick<ItemDetails, 'people'>) {
  const { t } = useTranslation('item')
  if (people.length === 0) return null
  return (
    <section className={classes.facts}>
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
  )
}
