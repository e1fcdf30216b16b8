import { Group, Input, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Schemas } from '../../api/client.ts';
import { bytes, duration, mebibytes } from '../../parts/words.ts';
import type { SectionProps } from './draft.ts';

type Image = Schemas['Image'];

const familyOf = ({ name }: Image): string => name.replace(/\s+v?\d[\d.]*.*$/, '');

/** A card for each family of images, with its versions. */
export function ImageChoice({ draft, change, wrong, images }: SectionProps & { images: Image[] }) {
  const families = Map.groupBy(images, familyOf);
  const chosen = images.find(({ uuid }) => uuid === draft.image);
  const family = chosen === undefined ? '' : familyOf(chosen);
  return (
    <Stack gap="xs" data-wrong={wrong('attributes.image')}>
      <Radio.Group
        value={family}
        onChange={(name) => change({ image: families.get(name)?.[0]?.uuid ?? '' })}
        label="Image"
        error={wrong('attributes.image')}
      >
        <SimpleGrid cols={{ base: 2, sm: 4 }} mt={4}>
          {[...families].map(([name, versions]) => (
            <Radio.Card key={name} value={name} p="xs" aria-label={name}>
              <Group wrap="nowrap" gap="xs">
                <Radio.Indicator />
                <Text size="sm">{name}</Text>
                <Text size="xs" c="dimmed" ml="auto">
                  {versions.length > 1 ? versions.length : ''}
                </Text>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      {(families.get(family)?.length ?? 0) > 1 && (
        <Select
          label="Version"
          allowDeselect={false}
          data={(families.get(family) ?? []).map(({ uuid, name }) => ({ value: uuid, label: name }))}
          value={draft.image}
          onChange={(image) => change({ image: image ?? '' })}
        />
      )}
      {chosen !== undefined && <Input.Description>{aboutImage(chosen)}</Input.Description>}
    </Stack>
  );
}

function aboutImage({
  state,
  size,
  min_ram: ram,
  min_disk: disk,
  ssh_user: user,
  progress,
  remaining_seconds: left,
  error_message: error,
}: Image): string {
  const needs = `needs ${mebibytes(ram)} of memory and ${mebibytes(disk)} of disk; log in as ${user}`;
  if (state === 'ready') return `Ready${size === null ? '' : `, ${bytes(size)}`}; ${needs}.`;
  const still = left === null ? '' : `, about ${duration(left * 1000)} more`;
  if (state === 'importing') return `Being made ready: ${Math.round((progress ?? 0) * 100)} %${still}; ${needs}.`;
  if (state === 'erred') return `It could not be made ready: ${error} It is tried again by the order.`;
  return `It is downloaded by the first order, which takes some minutes more; ${needs}.`;
}
