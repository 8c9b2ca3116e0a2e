import type { CliCommand } from './cliCommand.ts'

/** The commands by name, each read from its file only when it is used: a start needs no session server's code. */
export const commandList: Readonly<Record<string, () => Promise<CliCommand>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  login: async () => (await import('./commands/login.ts')).loginCommand,
  logout: async () => (await import('./commands/logout.ts')).logoutCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  items: async () => (await import('./commands/items.ts')).itemsCommand,
  create: async () => (await import('./commands/create.ts')).createCommand,
  join: async () => (await import('./commands/join.ts')).joinCommand,
  invite: async () => (await import('./commands/invite.ts')).inviteCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  calibrate: async () => (await import('./commands/calibrate.ts')).calibrateCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
}
