internal import CLibXML2
internal import Glibc

/// What our own handlers found that ends the reading.
enum SAXStop {
    case documentType
    case tooDeep(line: Int, column: Int)
    case fieldTooLong(line: Int, column: Int, name: String)
    case recordTooLong(line: Int, column: Int, name: String)
    case thrown(any Error)
}

/// The state behind libxml2's callbacks.
///
/// A struct behind a pointer, not a class: the callbacks then cost no reference counting and no
/// exclusivity checks, which made the reader nearly as fast as libxml2 alone.
struct SAXState: ~Copyable {
    var record: XMLRecord
    var depth = 0
    /// The depth of the open record's element; 0 outside records.
    var recordDepth = 0
    /// The innermost open element of the open record.
    var current: Int32 = -1
    /// Where the text since the last tag begins.
    var runStart = 0
    var records = 0
    var hasRoot = false
    var stop: SAXStop?
    /// Where the start tags of the bytes that were fed stand, in their order: the byte filter knows
    /// lines and columns of the file as it was, which libxml2 does not.
    var places: UnsafeMutablePointer<TagPlaces>
    /// What stands outside the records, for the head of the file.
    var outside = XMLOutside()
    /// The names and places of the open elements, for messages.
    var openNames: UnsafeMutablePointer<UnsafePointer<UInt8>?>
    var openPlaces: UnsafeMutablePointer<TagPlace>

    /// Comments and processing instructions outside the root element.
    var before: [XMLChild] = []
    var after: [XMLChild] = []
    var remarkBytes = 0

    let isTree: Bool
    let keepsRemarks: Bool
    let limits: XMLLimits
    let emit: (borrowing XMLRecord) throws -> Void
    var context: xmlParserCtxtPtr?

    init(
        recordNames: Set<String>?, limits: XMLLimits,
        places: UnsafeMutablePointer<TagPlaces>, keepsRemarks: Bool = false,
        emit: @escaping (borrowing XMLRecord) throws -> Void
    ) {
        record = XMLRecord(recordNames: recordNames ?? [])
        isTree = recordNames == nil
        self.keepsRemarks = keepsRemarks && recordNames == nil
        self.limits = limits
        self.places = places
        self.emit = emit
        openNames = .allocate(capacity: limits.depth + 2)
        openPlaces = .allocate(capacity: limits.depth + 2)
    }

    deinit {
        openNames.deallocate()
        openPlaces.deallocate()
    }

    mutating func halt(_ reason: SAXStop) {
        if stop == nil { stop = reason }
        xmlStopParser(context)
    }
}

extension SAXState {
    @inline(__always)
    mutating func startElement(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
        _ namespace: UnsafePointer<UInt8>?
    ) -> Bool {
        guard stop == nil else { return false }
        let place = places.pointee.next()
        depth += 1
        hasRoot = true
        if depth > limits.depth {
            halt(.tooDeep(line: place.line, column: place.column))
            return false
        }
        openNames[depth] = local
        openPlaces[depth] = place
        let name = record.names.index(local, prefix, namespace)
        if recordDepth == 0 {
            guard isTree || record.names.startsRecord[Int(name)] else {
                outside.start(record.names.names[Int(name)].local, line: place.line)
                return true
            }
            recordDepth = depth
            record.clear()
            record.container = outside.count
            if let group = outside.group() { record.group = group }
            current = -1
        }
        let length = Int32(truncatingIfNeeded: record.text.count)
        record.elements.append(
            XMLRecord.Element(
                name: name, depth: Int32(truncatingIfNeeded: depth - recordDepth), parent: current,
                textStart: length, textEnd: length,
                firstAttribute: Int32(truncatingIfNeeded: record.attributes.count),
                attributeCount: 0, line: place.line32, column: place.column32))
        current = Int32(truncatingIfNeeded: record.elements.count - 1)
        runStart = record.text.count
        checkRecord()
        return stop == nil
    }

    mutating func addAttributes(_ count: Int, _ attributes: UnsafePointer<UnsafePointer<UInt8>?>) {
        for index in 0..<count {
            let parts = attributes + index * 5
            guard let local = parts[0], let start = parts[3], let end = parts[4] else { continue }
            let name = record.names.index(local, parts[1], parts[2])
            guard recordDepth > 0 else {
                outside.attribute(
                    record.names.names[Int(name)].local,
                    UnsafeBufferPointer(start: start, count: end - start))
                continue
            }
            let from = record.values.count
            appendValue(UnsafeBufferPointer(start: start, count: end - start))
            record.attributes.append(
                XMLRecord.Attribute(
                    name: name, start: Int32(truncatingIfNeeded: from),
                    end: Int32(truncatingIfNeeded: record.values.count)))
        }
        guard recordDepth > 0 else { return }
        record.elements.base[Int(current)].attributeCount = Int32(truncatingIfNeeded: count)
        checkRecord()
    }

    /// Keeps an attribute's value.
    ///
    /// libxml2 leaves one reference in it when it replaces no entities: `&#38;`, which
    /// stands for every `&`, however the file wrote it.
    private mutating func appendValue(_ value: UnsafeBufferPointer<UInt8>) {
        guard let base = value.baseAddress else { return }
        var place = 0
        while let found = memchr(base + place, Int32(UInt8(ascii: "&")), value.count - place) {
            let mark = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
            record.values.append(from: base + place, count: mark + 1 - place)
            let rest = UnsafeBufferPointer(rebasing: value[(mark + 1)...])
            place = mark + 1 + (rest.starts(with: "#38;".utf8) ? 4 : 0)
        }
        record.values.append(from: base + place, count: value.count - place)
    }

    mutating func addDeclarations(
        _ count: Int, _ namespaces: UnsafePointer<UnsafePointer<UInt8>?>
    ) {
        guard isTree else { return }
        for index in 0..<count {
            let declaration = XMLNamespaceDeclaration(
                prefix: namespaces[index * 2].map { String(cString: $0) },
                uri: namespaces[index * 2 + 1].map { String(cString: $0) } ?? "")
            record.declarations.append((current, declaration))
        }
    }

    @inline(__always)
    mutating func addText(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        guard stop == nil else { return }
        guard recordDepth > 0 else {
            outside.text(UnsafeBufferPointer(start: bytes, count: count))
            return
        }
        record.text.append(from: bytes, count: count)
        let element = record.elements.base[Int(current)]
        // The record's own element is as long as its fields together; its own text is a field too.
        let start = element.depth > 0 ? Int(element.textStart) : runStart
        if record.text.count - start > limits.fieldBytes {
            halt(
                .fieldTooLong(
                    line: Int(element.line), column: Int(element.column),
                    name: record.names.names[Int(element.name)].local))
        } else {
            checkRecord()
        }
    }

    /// Keeps a comment or a processing instruction where it stands.
    mutating func addRemark(_ remark: XMLChild, bytes: Int) {
        guard stop == nil, keepsRemarks else { return }
        remarkBytes += bytes
        if remarkBytes > limits.recordBytes {
            halt(.recordTooLong(line: 0, column: 0, name: "!--"))
        } else if recordDepth > 0 {
            record.remarks.append(
                XMLRecord.Remark(
                    element: current, next: Int32(truncatingIfNeeded: record.elements.count),
                    place: Int32(truncatingIfNeeded: record.text.count), remark: remark))
        } else if hasRoot {
            after.append(remark)
        } else {
            before.append(remark)
        }
    }

    @inline(__always)
    mutating func endElement() {
        guard stop == nil else { return }
        if recordDepth > 0 {
            record.elements.base[Int(current)].textEnd =
                Int32(truncatingIfNeeded: record.text.count)
            current = record.elements.base[Int(current)].parent
            runStart = record.text.count
            if depth == recordDepth { finishRecord() }
        } else {
            outside.end()
        }
        depth -= 1
    }

    @inline(__always)
    private mutating func checkRecord() {
        // Elements count too: a record of a million empty elements is as heavy as its text.
        let bytes =
            record.text.count + record.values.count
            + record.elements.count * MemoryLayout<XMLRecord.Element>.stride
        if bytes > limits.recordBytes {
            let element = record.elements.base[0]
            halt(
                .recordTooLong(
                    line: Int(element.line), column: Int(element.column),
                    name: record.names.names[Int(element.name)].local))
        }
    }

    private mutating func finishRecord() {
        recordDepth = 0
        records += 1
        do {
            try emit(record)
        } catch {
            halt(.thrown(error))
        }
    }
}

/// libxml2's table of handlers, each a few lines over ``SAXState``.
func makeSAXHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = {
        user, local, prefix, namespace, namespaceCount, namespaces, attributeCount, _, attributes in
        guard let state = user?.assumingMemoryBound(to: SAXState.self), let local else { return }
        guard state.pointee.startElement(local, prefix, namespace) else { return }
        if attributeCount > 0, let attributes {
            attributes.withMemoryRebound(
                to: UnsafePointer<UInt8>?.self, capacity: Int(attributeCount) * 5
            ) { state.pointee.addAttributes(Int(attributeCount), $0) }
        }
        if namespaceCount > 0, let namespaces {
            namespaces.withMemoryRebound(
                to: UnsafePointer<UInt8>?.self, capacity: Int(namespaceCount) * 2
            ) { state.pointee.addDeclarations(Int(namespaceCount), $0) }
        }
    }
    handler.endElementNs = { user, _, _, _ in
        user?.assumingMemoryBound(to: SAXState.self).pointee.endElement()
    }
    let characters: charactersSAXFunc = { user, bytes, count in
        guard let bytes else { return }
        user?.assumingMemoryBound(to: SAXState.self).pointee.addText(bytes, Int(count))
    }
    handler.characters = characters
    handler.cdataBlock = characters
    handler.comment = { user, text in
        guard let state = user?.assumingMemoryBound(to: SAXState.self), state.pointee.keepsRemarks,
            let text
        else { return }
        let comment = String(cString: text)
        state.pointee.addRemark(.comment(comment), bytes: comment.utf8.count)
    }
    handler.processingInstruction = { user, target, data in
        guard let state = user?.assumingMemoryBound(to: SAXState.self), state.pointee.keepsRemarks,
            let target
        else { return }
        let (name, rest) = (String(cString: target), data.map { String(cString: $0) } ?? "")
        state.pointee.addRemark(.instruction(name, rest), bytes: name.utf8.count + rest.utf8.count)
    }
    // Fires before any entity is defined; setting a flag would not be enough, as libxml2 goes on to
    // the end of the bytes it was given.
    handler.internalSubset = { user, _, _, _ in
        user?.assumingMemoryBound(to: SAXState.self).pointee.halt(.documentType)
    }
    baf_xml_set_error_handler(&handler)
    return handler
}
