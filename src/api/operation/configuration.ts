import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { versionSchema } from '../http/schemas.ts';
import type { App } from '../http/app.ts';

const configurationSchema = z
  .object({
    HOMEPORT_URL: z.string().meta({ description: 'Where people look at this cloud' }),
    WALDUR_CORE: z.object({
      HOMEPORT_URL: z.string(),
      MASTERMIND_URL: z.string(),
      SITE_NAME: z.string(),
      SITE_DESCRIPTION: z.string(),
      AUTHENTICATION_METHODS: z.array(z.string()),
    }),
    LANGUAGE_CODE: z.string(),
    LANGUAGES: z.array(z.array(z.string())).meta({ description: 'Each as its code and its name' }),
    FEATURES: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Configuration' });

/** What Waldur's clients ask before they log in. */
export function configurationRoutes(app: App, { version }: ApiContext, dialect: Dialect): void {
  app.get(
    '/configuration/',
    {
      config: { public: true },
      schema: {
        tags: ['Operation'],
        summary: 'What clients ask before they log in',
        security: [],
        response: { 200: configurationSchema },
      },
    },
    (request) => {
      const url = request.base;
      return Promise.resolve({
        HOMEPORT_URL: url,
        WALDUR_CORE: {
          HOMEPORT_URL: url,
          MASTERMIND_URL: `${url}${dialect.root}`,
          SITE_NAME: 'Slipway',
          SITE_DESCRIPTION: 'A self-hosted VM cloud',
          AUTHENTICATION_METHODS: ['LOCAL_SIGNIN'],
        },
        LANGUAGE_CODE: 'en',
        LANGUAGES: [['en', 'English']],
        FEATURES: {},
      });
    },
  );

  // below /api it stands beside the status
  if (dialect.name === 'wayscloud') return;
  app.get(
    '/version/',
    {
      config: { public: true },
      schema: {
        tags: ['Operation'],
        summary: 'Version',
        security: [],
        response: { 200: versionSchema },
      },
    },
    () => Promise.resolve({ version }),
  );
}
