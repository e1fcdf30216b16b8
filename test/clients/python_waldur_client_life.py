"""A whole life of a VM by python-waldur-client, the client beneath Waldur's Ansible modules."""

from life import KEY, PATIENCE, PROJECT, TOKEN, URL, said, until
from waldur_client import ObjectDoesNotExist, WaldurClient

client = WaldurClient(f"{URL}/api/", TOKEN)
quick = {"interval": 0.2, "timeout": PATIENCE}

user = client.get_current_user()
assert user["username"], user
project = client._get_project(PROJECT)
offering = client._get_offering("Virtual machine", PROJECT)
tenant = offering["scope_uuid"]
said("look up")

key = client._create_resource("keys", {"name": "pw-client", "public_key": KEY})
client.create_security_group(
    tenant, "pw-client", [{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr": "0.0.0.0/0"}], **quick
)
said("ssh key and security group")

planned = client.create_instance_via_marketplace(
    name="pw-client",
    offering="Virtual machine",
    project=PROJECT,
    networks=[{"subnet": "default", "floating_ip": "auto"}],
    image="Tiny Linux",
    flavor="tiny",
    system_volume_size=1,
    check_mode=True,
    wait=False,
)
assert planned["offering"] == offering["uuid"]
vm = client.create_instance_via_marketplace(
    name="pw-client",
    offering="Virtual machine",
    project=PROJECT,
    networks=[{"subnet": "default", "floating_ip": "auto"}],
    image="Tiny Linux",
    flavor="tiny",
    system_volume_size=1,
    data_volume_size=1,
    ssh_key="pw-client",
    security_groups=["pw-client"],
    user_data="#cloud-config\n{}\n",
    **quick,
)
said("order a VM")

instance = client.get_instance("pw-client", PROJECT)
assert instance["uuid"] == vm and instance["external_ips"]
assert client.get_instance_via_marketplace("pw-client", PROJECT)["uuid"] == vm
assert any(each["name"] == "pw-client" for each in client.list_marketplace_resources(project_uuid=project["uuid"]))
said("look at it")


def settled(runtime_state):
    def done():
        found = client._get_instance(vm)
        assert found["state"] != "ERRED", found["error_message"]
        return found["state"] == "OK" and found["runtime_state"] == runtime_state

    until(f"{runtime_state} of {vm}", done)


client.stop_instance(vm, **quick)
settled("SHUTOFF")
small = client._get_flavor("small", tenant)
client._execute_resource_action("openstack-instances", vm, "change_flavor", json={"flavor": small["url"]})
settled("SHUTOFF")
assert client._get_instance(vm)["ram"] == 1024
client._execute_resource_action("openstack-instances", vm, "start")
settled("ACTIVE")
said("stop, resize and start")

address = client._create_resource(f"openstack-tenants/{tenant}/create_floating_ip", {}, valid_state=200)["address"]
client.assign_floating_ips(vm, [{"address": address, "subnet": "default"}], **quick)
assert client._get_instance(vm)["external_ips"] == [address]
said("floating IP")

client.update_security_group_rules(
    client.get_security_group(tenant, "pw-client"),
    [{"protocol": "tcp", "from_port": 22, "to_port": 80, "cidr": "0.0.0.0/0"}],
)
client.update_instance_security_groups(vm, ["default"], **quick)
assert [each["name"] for each in client._get_instance(vm)["security_groups"]] == ["default"]
client.update_instance_ports(vm, ["default"], **quick)
assert client._get_instance(vm)["internal_ips"] == instance["internal_ips"], "a port that was there stays as it is"
said("security group and ports")

volumes = client._get_offering("Volume", PROJECT)
volume = client.create_volume_via_marketplace("pw-volume", PROJECT, volumes["uuid"], 1, **quick)
client.attach_volume(volume, vm, "", **quick)
settled("ACTIVE")
assert client.get_volume("pw-volume", PROJECT)["instance_name"] == "pw-client"
client.detach_volume(volume, **quick)
settled("ACTIVE")

client.create_snapshot("pw-snapshot", volume, kept_until="2999-12-31", tags=["nightly"], **quick)
client.delete_snapshot(client.get_snapshot("pw-snapshot")["uuid"])


def without_snapshot():
    try:
        client.get_snapshot("pw-snapshot")
    except ObjectDoesNotExist:
        return True


until("the end of the snapshot", without_snapshot)
said("snapshot")


def ended(order):
    def done():
        found = client.get_order(order)
        assert found["state"] != "erred", found["error_message"]
        return found["state"] == "done"

    until(f"order {order}", done)


ended(client.delete_volume_via_marketplace(volume))
said("volume")

ended(client.delete_instance_via_marketplace(vm, action="force_destroy", delete_volumes=True, release_floating_ips=True))
assert not client.filter_marketplace_resources({"name_exact": "pw-client", "state": ["OK", "Erred", "Updating"]})
client.delete_security_group(client.get_security_group(tenant, "pw-client")["uuid"])
client._delete_resource("keys", key["uuid"])
said("terminate")
