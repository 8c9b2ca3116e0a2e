import { z } from 'zod'

/**
 * To be imported before anything that has schemas: zod tries to compile checks as soon as the first one is made, which
 * the page's policy forbids. That is thrown and caught, and has V8 read the whole script once more, for the place of it:
 * some 80 ms of a start.
 */
z.config({ jitless: true })
