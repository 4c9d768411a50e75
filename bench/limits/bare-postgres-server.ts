// Bodies into PostgreSQL, a group in one statement, which is one transaction. Arguments: address of the database, secret.
import { Client } from 'pg';
import { startBareReceiver } from './bare-receiver.ts';

const [connectionString = '', secret = ''] = process.argv.slice(2);
const client = new Client({ connectionString });
await client.connect();
await client.query('CREATE TABLE bodies (id BIGSERIAL PRIMARY KEY, body BYTEA NOT NULL)');
startBareReceiver(secret, async (bodies) => {
  await client.query('INSERT INTO bodies (body) SELECT unnest($1::bytea[])', [bodies]);
});
