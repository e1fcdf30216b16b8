"""Orders a VM with the client that openapi-python-client has made of a description, follows the order, and lists."""

import os
import sys
import time
from importlib import import_module

sys.path.insert(0, os.environ["CLOUD_CLIENTS"])
made = import_module(os.environ["CLOUD_CLIENT"])
models = import_module(f"{made.__name__}.models")

client = made.AuthenticatedClient(
    base_url=os.environ["CLOUD_URL"], token=os.environ["CLOUD_TOKEN"], prefix="Token", raise_on_unexpected_status=True
)


def call(tag, operation, status=200, **arguments):
    """The typed answer of an operation, which must have this status."""
    module = import_module(f"{made.__name__}.api.{tag}.{operation}")
    answer = module.sync_detailed(client=client, **arguments)
    assert answer.status_code == status, f"{operation}: {answer.status_code} {answer.content!r}"
    return answer.parsed


def listed(tag, operation, item, **filters):
    """The items of a list, whichever form it has; all of one class."""
    page = call(tag, f"{operation}_list", **filters)
    items = page if isinstance(page, list) else page.results
    assert items and all(isinstance(each, item) for each in items), operation
    count = import_module(f"{made.__name__}.api.{tag}.{operation}_count")
    headers = count.sync_detailed(client=client, **filters).headers
    assert int(headers["x-result-count"]) == len(items), f"{operation}: {headers}"
    return items


def ok(step):
    print(f"ok {step}", flush=True)


[project] = listed("projects", "projects", models.Project)
[subnet] = listed("network", "openstack_subnets", models.Subnet)
offering = next(
    each
    for each in listed("catalogue", "marketplace_offerings", models.Offering, page_size=100)
    if each.flavor is None and each.type_ == models.OfferingType.OPENSTACK_INSTANCE
)
image = listed("images", "openstack_images", models.Image, name_exact="Tiny Linux")[0]
assert image.state in models.ImageState
flavor = listed("catalogue", "openstack_flavors", models.Flavor, page_size=100)[0]
ok("the catalogue")

order = call(
    "orders",
    "marketplace_orders_create",
    status=201,
    body=models.OrdersCreateRequest(
        project=project.uuid,
        offering=offering.uuid,
        plan=offering.plans[0].uuid,
        attributes=models.VmAttributes(
            name=os.environ["CLOUD_NAME"],
            image=image.uuid,
            flavor=flavor.uuid,
            ssh_public_key=os.environ["CLOUD_KEY"],
            networks=[models.VmNetwork(subnet=subnet.uuid, floating_ip="none")],
        ),
    ),
)
assert isinstance(order, models.Order)
under_way = [models.OrderState(word) for word in ("Creating", "executing") if word in list(models.OrderState)]
assert order.state in under_way or order.state.value in ("Success", "done"), order.state
ok("place")

for _ in range(1200):
    order = call("orders", "marketplace_orders_retrieve", uuid=order.uuid)
    if order.state not in under_way:
        break
    time.sleep(0.05)
assert order.state.value in ("Success", "done"), f"{order.state}: {order.error_message}"
assert [step.state for step in order.steps] == [models.StepState.DONE] * len(order.steps)
ok("follow")

[vm] = listed("resources", "marketplace_resources", models.Resource)
assert vm.uuid == order.resource_uuid and vm.state == models.ResourceState.OK, vm.state
assert vm.runtime_state == models.ResourceRuntimeState.ACTIVE
[instance] = listed("instances", "openstack_instances", models.Instance)
assert instance.runtime_state == models.InstanceRuntimeState.ACTIVE
assert instance.ports[0].subnet_uuid == subnet.uuid
[volume] = listed("storage", "openstack_volumes", models.Volume)
assert volume.runtime_state == models.VolumeRuntimeState.IN_USE
ok("list")

refused = call("resources", "marketplace_resources_actions_start", status=409, uuid=vm.uuid)
assert isinstance(refused, models.Error) and refused.code == "wrong-state", refused
call("resources", "marketplace_resources_destroy", status=204, uuid=vm.uuid)
ok("delete")
