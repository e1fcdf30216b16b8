"""The life of a VM with Waldur's own Ansible modules, each task twice: the second time nothing may change."""

import json
import subprocess
import sys

from life import KEY, PATIENCE, PROJECT, TOKEN, URL, said, until
from waldur_client import WaldurClient

AUTH = {"api_url": f"{URL}/api/", "access_token": TOKEN}
POLL = {"interval": 1, "timeout": PATIENCE}
GROUP = {
    **POLL,
    "name": "ansible-web",
    "tenant": PROJECT,
    "project": PROJECT,
    "rules": [{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr": "0.0.0.0/0", "description": ""}],
}
VM = {**POLL, "name": "ansible-vm", "project": PROJECT}
VOLUME = {**POLL, "name": "ansible-data", "project": PROJECT}
ATTACHMENT = {**POLL, "volume": "ansible-data", "project": PROJECT}


def run(module: str, arguments: dict) -> dict:
    """As Ansible runs a module: arguments on standard input, the result on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", f"ansible_waldur_module.{module}"],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": {**AUTH, **arguments}}),
        capture_output=True,
        text=True,
    )
    try:
        result = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise RuntimeError(f"{module}: {done.stdout}{done.stderr}") from None
    if done.returncode != 0 or result.get("failed"):
        raise RuntimeError(f"{module}: {result.get('msg')}")
    return result


def task(step: str, module: str, arguments: dict) -> None:
    changes = [run(module, arguments)["changed"]]
    if arguments.get("state") == "absent":
        until("there is no resource any more", lambda: not resources(arguments.get("name", "")))
    changes.append(run(module, arguments)["changed"])
    if changes != [True, False]:
        raise AssertionError(f"{step}: changed {changes}, expected [True, False]")
    said(step)


client = WaldurClient(f"{URL}/api/", TOKEN)


def resources(name: str) -> list:
    """A deletion is ordered by the modules, and not waited for."""
    url = f"{URL}/api/marketplace-resources/"
    kinds = ["OpenStack.Instance", "OpenStack.Volume"]
    return [
        each for kind in kinds for each in client._get(url, [200], params={"name_exact": name, "offering_type": kind})
    ]


client._post(f"{URL}/api/keys/", [201], json={"name": "ansible", "public_key": KEY})
task("security group", "waldur_os_security_group", GROUP)
task(
    "order a VM",
    "waldur_marketplace_os_instance",
    {
        **VM,
        "offering": "Virtual machine",
        "image": "Tiny Linux",
        "flavor": "tiny",
        "subnet": ["default"],
        "floating_ip": "auto",
        "system_volume_size": 1,
        "ssh_key": "ansible",
        # in an order of their own: the module compares lists
        "security_groups": ["ansible-web", "default"],
    },
)
found = run("waldur_marketplace_os_get_instance", {"name": VM["name"], "project": PROJECT})
assert found["instance"]["external_ips"], found
said("look at it")
task("order a volume", "waldur_marketplace_os_volume", {**VOLUME, "offering": "Volume", "size": 1})
task("attach it", "waldur_os_instance_volume", {**ATTACHMENT, "instance": VM["name"], "device": 1})
facts = run("waldur_os_security_group_gather_facts", {"tenant": PROJECT, "name": GROUP["name"]})
assert len(facts["security_groups"]) == 1, facts
task("detach it", "waldur_os_instance_volume", {**ATTACHMENT, "state": "absent"})
SNAPSHOT = {**POLL, "name": "ansible-snapshot", "volume": "ansible-data"}
assert run("waldur_os_snapshot", {**SNAPSHOT, "tags": ["nightly"]})["changed"]
assert run("waldur_os_snapshot", {**SNAPSHOT, "state": "absent"})["changed"]
until("the snapshot is gone", lambda: not run("waldur_os_snapshot", {**SNAPSHOT, "state": "absent"})["changed"])
said("snapshot")
task("delete it", "waldur_marketplace_os_volume", {**VOLUME, "state": "absent"})
task("terminate", "waldur_marketplace_os_instance", {**VM, "state": "absent"})
task("clean up", "waldur_os_security_group", {**GROUP, "state": "absent"})
