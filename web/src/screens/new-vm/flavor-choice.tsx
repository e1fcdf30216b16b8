import { NumberInput, Stack, Table, Text } from '@mantine/core';
import type { Schemas } from '../../api/client.ts';
import { mebibytes } from '../../parts/words.ts';
import type { SectionProps } from './draft.ts';

type Flavor = Schemas['Flavor'];

interface Props extends SectionProps {
  flavors: Flavor[];
  image: Schemas['Image'] | undefined;
  /** Of the offering, when it has one of its own. */
  only: string | null;
}

/** The sizes as a table; those that will not do say why. */
export function FlavorChoice({ draft, change, wrong, flavors, image, only }: Props) {
  const error = wrong('attributes.flavor');
  return (
    <Stack gap="xs">
      <Table aria-label="Flavor" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Flavor</Table.Th>
            <Table.Th>CPU</Table.Th>
            <Table.Th>Memory</Table.Th>
            <Table.Th>Disk</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flavors.map((flavor) => {
            const why = whyNot(flavor, image, only);
            return (
              <Table.Tr key={flavor.uuid}>
                <Table.Td>
                  <label>
                    <input
                      type="radio"
                      name="flavor"
                      checked={draft.flavor === flavor.uuid}
                      disabled={why !== null}
                      onChange={() => change({ flavor: flavor.uuid })}
                    />{' '}
                    {flavor.name}
                  </label>
                  {why !== null && (
                    <Text size="xs" c="dimmed">
                      {why}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{flavor.cores}</Table.Td>
                <Table.Td>{mebibytes(flavor.ram)}</Table.Td>
                <Table.Td>{mebibytes(flavor.disk)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {error !== undefined && (
        <Text size="sm" c="red.8" role="alert">
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

/** Why a flavor cannot be had with an image; null: it can. */
export function whyNot({ uuid, ram, disk }: Flavor, image: Props['image'], only: string | null): string | null {
  if (only !== null && only !== uuid) return 'The plan has a size of its own.';
  if (image === undefined) return null;
  if (ram < image.min_ram) return `${image.name} needs ${mebibytes(image.min_ram)} of memory.`;
  return disk < image.min_disk ? `${image.name} needs ${mebibytes(image.min_disk)} of disk.` : null;
}
