import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { MediaStatus } from '../../../../../protocol/companionState.ts'
import { bitrateText, delayText, driftText, exactMs, signedTenths } from '../../../room/figures.ts'
import { useSayEnglish } from '../../../words/useProblemWords.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Truth.module.css'

const transcodeReasons = [
  'ContainerNotSupported',
  'VideoCodecNotSupported',
  'AudioCodecNotSupported',
  'SubtitleCodecNotSupported',
  'ContainerBitrateExceedsLimit',
  'VideoBitrateNotSupported',
  'VideoResolutionNotSupported',
  'AudioChannelsNotSupported',
  'DirectPlayError',
] as const

/** What is known of the own player: clock, drift, corrections, data, and how the film comes. */
export function OwnFigures() {
  const { t, i18n } = useTranslation('room')
  const { language } = i18n
  const say = useSayEnglish()
  const clock = useCompanion((companion) => companion.clock)
  const follow = useCompanion((companion) => companion.follow)
  const media = useCompanion((companion) => companion.media)
  const bound = (text: string, boundMs: number | null) =>
    boundMs === null ? text : `${text} (${t('truth.bound', { bound: delayText(boundMs, language) })})`
  const figures: readonly (readonly [string, string])[] = [
    [t('truth.mode'), t(`truth.modeOf.${follow.mode}`)],
    [t('truth.drift'), bound(driftText(follow.driftMs, language), follow.uncertaintyMs)],
    [
      t('truth.offset'),
      clock === null ? t('truth.unknown') : bound(exactMs(clock.offsetMs, language), clock.boundMs),
    ],
    [t('truth.line'), delayText(clock?.rttMs ?? null, language)],
    [
      t('truth.skew'),
      clock === null ? '–' : t('truth.skewValue', { ppm: signedTenths(clock.skewPpm, language) }),
    ],
    [t('truth.rate'), `${follow.rate.toFixed(3)}×`],
    [t('truth.corrections'), t('truth.correctionsValue', follow.corrections)],
    ...(follow.lastSeekReason === null ? [] : [[t('truth.lastSeek'), say(follow.lastSeekReason)] as const]),
    [t('truth.buffer'), t(follow.buffering ? 'truth.bufferShort' : 'truth.bufferGood')],
    ...deliveryFigures(t, media, language),
  ]
  return (
    <section>
      <h3 className={classes.head}>{t('truth.you')}</h3>
      <dl className={`${classes.figures} figures`}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Jellyfin's commonest reasons in words; what it may say beyond them is its own word. */
function reasonText(t: TFunction<'room'>, reason: string): string {
  const known = transcodeReasons.find((name) => name === reason)
  return known === undefined ? reason : t(`truth.reason.${known}`)
}

function deliveryFigures(
  t: TFunction<'room'>,
  media: MediaStatus | null,
  language: string,
): readonly (readonly [string, string])[] {
  if (media?.kind !== 'open') return []
  const { delivery, bitrate, throughputBytesPerS } = media
  const reasons =
    delivery.kind === 'transcode' ? delivery.reasons.map((reason) => reasonText(t, reason)).join(', ') : ''
  const how =
    delivery.kind === 'direct'
      ? t('truth.direct')
      : reasons === ''
        ? t('truth.transcodeNoReason')
        : t('truth.transcode', { reasons })
  if (throughputBytesPerS === null) return [[t('truth.delivery'), how]]
  const throughput = bitrateText(throughputBytesPerS * 8, language)
  return [
    [
      t('truth.delivery'),
      `${how}. ${t('truth.throughput', { throughput, bitrate: bitrateText(bitrate, language) })}`,
    ],
  ]
}
