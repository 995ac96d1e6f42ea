// The fixed Python of a notebook. What a choice puts into it stands in `notebook.ts`.

/** Makes the stack, waits for it, and deletes it. `asked`: a dictionary of what may not be None. */
export const stackLines = (
  asked: string,
): string => `cloudformation = boto3.client("cloudformation", region_name=REGION)


def deploy():
    """Makes the stack, or brings it to this template and these parameters. Returns its outputs."""
    missing = [name for name, value in ${asked}.items() if value is None]
    if missing:
        raise SystemExit(f"Fill in {', '.join(missing)} first.")
    stack = settled()
    request = {
        "StackName": STACK_NAME,
        "TemplateBody": TEMPLATE,
        "Parameters": [
            {"ParameterKey": name, "ParameterValue": ",".join(value) if isinstance(value, list) else str(value)}
            for name, value in PARAMETERS.items()
        ],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    if stack is None:
        cloudformation.create_stack(**request)
    elif stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"):
        raise SystemExit(f"The stack {STACK_NAME} can't be updated. Run delete(), then this again.")
    else:
        try:
            cloudformation.update_stack(**request)
        except ClientError as error:
            if "No updates" not in str(error):
                raise
            print("It is as it should be: nothing is changed.")
            return told(stack)
    stack = settled()
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise SystemExit(why_failed())
    return told(stack)


def settled():
    """The stack once nothing changes it. None where there is none."""
    said = None
    while True:
        try:
            stack = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        if plain(stack.get("Description", "")) != plain(DESCRIPTION):
            raise SystemExit(f"There is another stack {STACK_NAME} in {REGION}. Choose another STACK_NAME.")
        status = stack["StackStatus"]
        if status != said:
            print(f"{STACK_NAME}: {status}")
        if not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
            return stack
        said = status
        time.sleep(15)


def plain(text):
    """Letters and signs that any encoding keeps."""
    return "".join(character for character in text if " " <= character <= "~" and character != "?")


def told(stack):
    """The outputs of the stack, by name."""
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    for name, value in outputs.items():
        print(f"  {name}: {value}")
    return outputs


def why_failed():
    """What failed in the last change of the stack, the first of it first."""
    reasons = []
    for event in cloudformation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]:
        reason = event.get("ResourceStatusReason", "")
        if event["ResourceStatus"].endswith("_FAILED"):
            reasons.insert(0, f"  {event['LogicalResourceId']}: {reason}")
        if reason == "User Initiated":
            break
    return "\\n".join([f"CloudFormation could not do it with {STACK_NAME}:", *reasons])


def delete():
    """Deletes the stack and all that it made. What lies in S3 stays."""
    if settled() is None:
        print(f"There is no stack {STACK_NAME} in {REGION}.")
        return
    print(f"Deleting the stack {STACK_NAME} in {REGION}:")
    for resource in cloudformation.describe_stack_resources(StackName=STACK_NAME)["StackResources"]:
        print(f"  {resource['LogicalResourceId']} ({resource['ResourceType']})")
    cloudformation.delete_stack(StackName=STACK_NAME)
    if settled() is not None:
        raise SystemExit(why_failed())
    print("Deleted. What lies in S3 is still there.")`;

/** The content type and the body of the request. */
export const PACKED = `def packed():
    """The content type and the body of the request."""
    if isinstance(REQUEST, Path):
        return CONTENT_TYPE, REQUEST.read_bytes()
    text = REQUEST if isinstance(REQUEST, str) else json.dumps(REQUEST)
    return CONTENT_TYPE, text.encode()`;

/** As `PACKED`, where the container takes a file as a field of a form. */
export const PACKED_AS_FORM = `def packed():
    """The content type and the body of the request: a form with the file as its field."""
    boundary = uuid4().hex
    field = f'Content-Disposition: form-data; name="file"; filename="{REQUEST.name}"'
    head = f"--{boundary}\\r\\n{field}\\r\\nContent-Type: application/octet-stream\\r\\n\\r\\n"
    body = head.encode() + REQUEST.read_bytes() + f"\\r\\n--{boundary}--\\r\\n".encode()
    return f"{CONTENT_TYPE}; boundary={boundary}", body`;

/** Asks an endpoint that answers at once, or wakes. `target`: an argument that names what answers. */
export const askLines = (target: string): string => `def ask(outputs):
    """Sends the request, and prints the answer. While nothing is loaded yet, tries again."""
    if not REQUEST:
        print("REQUEST is empty: nothing is sent.")
        return
    content_type, body = packed()
    # A call may take 60 s, as long as botocore waits by itself.
    runtime = boto3.client("sagemaker-runtime", region_name=REGION, config=Config(read_timeout=70))
    until = time.time() + WAIT_MINUTES * 60
    while True:
        try:
            answer = runtime.invoke_endpoint(
                EndpointName=outputs["EndpointName"],
                ContentType=content_type,
                Body=body,${target === '' ? '' : `\n                ${target},`}
            )
            break
        except ClientError as error:
            is_waking = any(words in str(error) for words in ("no capacity", "ModelNotReady"))
            if not is_waking or time.time() > until:
                raise
        print("Nothing is loaded yet: trying again in 30 s.")
        time.sleep(30)
    print(answer["Body"].read().decode(errors="replace"))`;

/** Asks an endpoint that leaves its answers in S3. */
export const ASK_QUEUE = `def ask(outputs):
    """Uploads the request, and prints the answer once it is in S3. Where no instance runs, one starts first."""
    if not REQUEST:
        print("REQUEST is empty: nothing is sent.")
        return
    content_type, body = packed()
    s3 = boto3.client("s3", region_name=REGION)
    place = f"{RequestsUri}{uuid4()}"
    s3.put_object(**at(place), Body=body)
    answer = boto3.client("sagemaker-runtime", region_name=REGION).invoke_endpoint_async(
        EndpointName=outputs["EndpointName"],
        ContentType=content_type,
        InputLocation=place,
        InvocationTimeoutSeconds=int(outputs["InvocationTimeoutSeconds"]),
    )
    print(f"The answer comes to {answer['OutputLocation']}, a failure to {answer['FailureLocation']}")
    until = time.time() + WAIT_MINUTES * 60
    while time.time() < until:
        for name in ("OutputLocation", "FailureLocation"):
            try:
                found = s3.get_object(**at(answer[name]))
            except ClientError as error:
                # Without s3:ListBucket S3 refuses what isn't there.
                if error.response["Error"]["Code"] not in ("NoSuchKey", "AccessDenied"):
                    raise
            else:
                print(f"{name}:", found["Body"].read().decode(errors="replace"))
                return
        time.sleep(15)
    print(f"No answer in {WAIT_MINUTES} min. It still comes there.")


def at(location):
    """Bucket and key of an address in S3."""
    return dict(zip(("Bucket", "Key"), location.removeprefix("s3://").split("/", 1)))`;

/** Starts a job's run. */
export const ASK_JOB = `def ask(outputs):
    """Starts a run of the job, or follows the one that runs already, and waits for its end."""
    machine = outputs["StateMachineArn"]
    runs = boto3.client("stepfunctions", region_name=REGION)
    running = runs.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
    run = (running or [runs.start_execution(stateMachineArn=machine)])[0]["executionArn"]
    print(f"{'It runs already' if running else 'Started'}: {run}")
    while (found := runs.describe_execution(executionArn=run))["status"] == "RUNNING":
        time.sleep(30)
    if found["status"] != "SUCCEEDED":
        raise SystemExit(f"The run ended {found['status']}: {found.get('cause', 'no cause is told')}")
    print(f"The results are under {OutputUri}")`;
