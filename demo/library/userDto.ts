import type { Account } from './accounts.ts'
import type { UserDto } from './models.ts'
import { portraitTag } from './posterArt.ts'
import { dotNetDate } from './wording.ts'

/** An account as the API tells it, rights included: any signed-in user may read those. */
export const userDto = ({ person, policy, lastLoginUtcMs }: Account, serverId: string): UserDto => ({
  Id: person.id,
  Name: person.name,
  ServerId: serverId,
  HasPassword: true,
  PrimaryImageTag: portraitTag(person.id),
  HasConfiguredPassword: true,
  HasConfiguredEasyPassword: false,
  EnableAutoLogin: false,
  ...(lastLoginUtcMs !== null && {
    LastLoginDate: dotNetDate(lastLoginUtcMs),
    LastActivityDate: dotNetDate(lastLoginUtcMs),
  }),
  Configuration: {
    PlayDefaultAudioTrack: true,
    SubtitleLanguagePreference: '',
    DisplayMissingEpisodes: false,
    GroupedFolders: [],
    SubtitleMode: 'Default',
    DisplayCollectionsView: false,
    EnableLocalPassword: false,
    OrderedViews: [],
    LatestItemsExcludes: [],
    MyMediaExcludes: [],
    HidePlayedInLatest: true,
    RememberAudioSelections: true,
    RememberSubtitleSelections: true,
    EnableNextEpisodeAutoPlay: true,
  },
  Policy: policy,
})
