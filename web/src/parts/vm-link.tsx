import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { count } from './words.ts';

/** A VM by its name, which leads to it. */
export function VmLink({
  project,
  vm,
  name,
}: {
  project: string;
  vm: string | null | undefined;
  name: string | null | undefined;
}) {
  if (vm == null) return <>–</>;
  return (
    <Anchor renderRoot={(props) => <Link to="/p/$project/vms/$vm" params={{ project, vm }} {...props} />}>
      {name}
    </Anchor>
  );
}

/** So many are named. */
const named = 3;

interface VmNamesProps {
  vms: { uuid: string; name: string; project: string }[];
  /** There may be more of them than are known here. */
  atLeast?: boolean;
}

/** How many VMs those are, and the first of them by their names, each of which leads to it. */
export function VmNames({ vms, atLeast = false }: VmNamesProps) {
  if (vms.length === 0) return 'no VM';
  return (
    <Text size="sm" component="span">
      {atLeast ? 'at least ' : ''}
      {count(vms.length, 'VM')}:{' '}
      {vms.slice(0, named).map(({ uuid, name, project }, index) => (
        <span key={uuid}>
          {index > 0 && ', '}
          <VmLink project={project} vm={uuid} name={name} />
        </span>
      ))}
      {vms.length > named && ` and ${vms.length - named} more`}
    </Text>
  );
}
