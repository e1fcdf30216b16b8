import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

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
