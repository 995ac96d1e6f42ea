import type { Migration } from '../../database/migrate.ts';

export interface ErasureTables {
  /** Workspaces that removed the app, and when, in milliseconds since 1970. Their data is deleted after the grace period. */
  slack_uninstalls: { team_id: string; uninstalled_at: number };
}

export const erasureMigrations: readonly Migration[] = [
  {
    name: '001-slack-uninstalls',
    async up(db) {
      await db.schema
        .createTable('slack_uninstalls')
        .addColumn('team_id', 'text', (column) => column.primaryKey())
        .addColumn('uninstalled_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
];
