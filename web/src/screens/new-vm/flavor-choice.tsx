import { NumberInput, Stack, Table, Text } from '@mantine/core';
import type { Schemas } from '../../api/client.ts';
import { howMany } from '../../parts/room.ts';
import { hourAndMonth, mebibytes } from '../../parts/words.ts';
import type { SectionProps } from './draft.ts';

type Flavor = Schemas['Flavor'];

interface Props extends SectionProps {
  flavors: Flavor[];
  offerings: Schemas['Offering'][];
  image: Schemas['Image'] | undefined;
  /** Of the offering, when it has one of its own. */
  only: string | null;
  quotas: Schemas['Project']['quotas'];
  /** Of the host; not known yet: what the project may have counts alone. */
  room: Schemas['Preflight']['capacity'] | undefined;
}

/** The sizes as a table; those that will not do say why. */
export function FlavorChoice({ draft, change, wrong, flavors, offerings, image, only, quotas, room }: Props) {
  const error = wrong('attributes.flavor');
  return (
    <Stack gap="xs" data-wrong={error}>
      <Table aria-label="Flavor" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Flavor</Table.Th>
            <Table.Th>CPU</Table.Th>
            <Table.Th>Memory</Table.Th>
            <Table.Th>Disk</Table.Th>
            <Table.Th>Price</Table.Th>
            <Table.Th visibleFrom="sm">Room</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flavors.map((flavor) => (
            <FlavorRow
              key={flavor.uuid}
              flavor={flavor}
              cost={priceOf(flavor, offerings, draft)}
              why={whyNot(flavor, image, only)}
              more={howMany(flavor, quotas, room)}
              chosen={draft.flavor === flavor.uuid}
              choose={() => change({ flavor: flavor.uuid })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <NumberInput
        label="System disk, MiB"
        description="Left out: the disk of the flavor"
        value={draft.disk}
        min={1024}
        step={1024}
        error={wrong('attributes.system_volume_size')}
        onChange={(disk) => change({ disk: typeof disk === 'number' ? disk : '' })}
      />
    </Stack>
  );
}

interface RowProps {
  flavor: Flavor;
  /** For an hour and for a month; none: no plan says it. */
  cost: string[];
  /** Why it cannot be had; null: it can. */
  why: string | null;
  /** How many more of them there is room for; null: any number. */
  more: number | null;
  chosen: boolean;
  choose: () => void;
}

function FlavorRow({ flavor: { name, cores, ram, disk }, cost, why, more, chosen, choose }: RowProps) {
  const room = more === null ? 'any number fits' : more === 0 ? 'none fits' : `${more} more fit`;
  return (
    <Table.Tr>
      <Table.Td>
        <label>
          <input type="radio" name="flavor" checked={chosen} disabled={why !== null} onChange={choose} /> {name}
        </label>
        <Text size="xs" hiddenFrom="sm">
          {room}
        </Text>
        {why !== null && (
          <Text size="xs" c="dimmed">
            {why}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{cores}</Table.Td>
      <Table.Td>{mebibytes(ram)}</Table.Td>
      <Table.Td>{mebibytes(disk)}</Table.Td>
      <Table.Td>
        {cost.map((words) => (
          <Text key={words} size="sm">
            {words}
          </Text>
        ))}
      </Table.Td>
      <Table.Td visibleFrom="sm">{room}</Table.Td>
    </Table.Tr>
  );
}

/** What a flavor costs: by the plan of its own, else by the one that is chosen. */
function priceOf(
  { uuid }: Flavor,
  offerings: Schemas['Offering'][],
  { offering, plan }: SectionProps['draft'],
): string[] {
  const own = offerings.find(({ flavor }) => flavor === uuid)?.plans[0];
  const chosen = offerings.find((each) => each.uuid === offering && each.flavor === null);
  const found = own ?? chosen?.plans.find((each) => each.uuid === plan);
  return found === undefined ? [] : hourAndMonth(found.unit_price, found.unit);
}

/** Why a flavor cannot be had with an image; null: it can. */
export function whyNot({ uuid, ram, disk }: Flavor, image: Props['image'], only: string | null): string | null {
  if (only !== null && only !== uuid) return 'The plan has a size of its own.';
  if (image === undefined) return null;
  if (ram < image.min_ram) return `${image.name} needs ${mebibytes(image.min_ram)} of memory.`;
  return disk < image.min_disk ? `${image.name} needs ${mebibytes(image.min_disk)} of disk.` : null;
}
