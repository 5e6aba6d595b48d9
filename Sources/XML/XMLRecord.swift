/// One record of an export, flat: its elements in the file's order over one run of text.
///
/// The memory is filled anew for each record, so a record is valid only during the call that hands
/// it over, and costs no allocation for each field. The text of an element, with all text below it,
/// is one stretch of bytes, because text arrives in the file's order.
///
///     for index in 0..<record.count where record.depth(index) == 1 {
///         fields.append((record.name(index).local, record.string(index)))
///     }
package struct XMLRecord: ~Copyable {
    /// One element: numbers only, so that a record is a run of plain values.
    struct Element: BitwiseCopyable {
        var name: Int32
        var depth: Int32
        var parent: Int32
        var textStart: Int32
        var textEnd: Int32
        var firstAttribute: Int32
        var attributeCount: Int32
        var line: Int32
        var column: Int32
    }

    /// One attribute: its name's number and where its value stands.
    struct Attribute: BitwiseCopyable {
        var name: Int32
        var start: Int32
        var end: Int32
    }

    /// A comment or processing instruction, and where it stands; kept only for trees that ask for it.
    struct Remark {
        /// The element around it.
        var element: Int32
        /// The number of the next element to begin.
        var next: Int32
        /// The bytes of text before it.
        var place: Int32
        var remark: XMLChild
    }

    var elements = Pile<Element>(capacity: 256)
    var attributes = Pile<Attribute>(capacity: 64)
    var text = Pile<UInt8>(capacity: 1 << 16)
    var values = Pile<UInt8>(capacity: 1 << 12)
    var names: XMLNameTable
    /// Which run of records this one belongs to: counts the elements that began outside records.
    ///
    /// Rows of the same table share the number; the rows of the next sheet have another.
    package internal(set) var container = 0
    /// What the elements around the record say once for all of theirs, the outermost first.
    package internal(set) var group: [XMLGroupValue] = []
    /// Namespace declarations, by element; filled only for trees.
    var declarations: [(element: Int32, declaration: XMLNamespaceDeclaration)] = []
    /// Comments and processing instructions, in the file's order.
    var remarks: [Remark] = []

    init(recordNames: Set<String>) {
        names = XMLNameTable(recordNames: recordNames)
    }

    mutating func clear() {
        elements.removeAll(keeping: 1 << 16)
        attributes.removeAll(keeping: 1 << 16)
        text.removeAll(keeping: 1 << 22)
        values.removeAll(keeping: 1 << 20)
        declarations.removeAll()
        remarks.removeAll()
    }

    /// How many elements the record has, itself included as number 0.
    package var count: Int { elements.count }

    /// The number of an element's name: the same number for the same name all through the document.
    @inline(__always)
    package func nameNumber(_ index: Int) -> Int { Int(element(index).name) }

    /// An element's name.
    package func name(_ index: Int) -> XMLName { names.names[Int(element(index).name)] }

    /// How far below the record's own element an element is: 0 for itself, 1 for its fields.
    package func depth(_ index: Int) -> Int { Int(element(index).depth) }

    /// The element around an element; nil for the record's own.
    package func parent(_ index: Int) -> Int? {
        let parent = element(index).parent
        return parent < 0 ? nil : Int(parent)
    }

    /// Whether an element has elements inside it.
    package func hasChildren(_ index: Int) -> Bool {
        index + 1 < count && element(index + 1).depth > element(index).depth
    }

    /// The line of an element's start tag, from 1.
    package func line(_ index: Int) -> Int { Int(element(index).line) }

    /// The column of an element's start tag in characters, from 1.
    package func column(_ index: Int) -> Int { Int(element(index).column) }

    /// The bytes of all text in an element and below it; valid as long as the record.
    package func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let element = element(index)
        return UnsafeBufferPointer(
            start: text.base + Int(element.textStart),
            count: Int(element.textEnd - element.textStart))
    }

    /// All text in an element and below it.
    package func string(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// How many attributes an element has, namespace declarations not counted.
    package func attributeCount(_ index: Int) -> Int { Int(element(index).attributeCount) }

    /// The name of an element's attribute, by its place from 0.
    package func attributeName(_ index: Int, _ place: Int) -> XMLName {
        names.names[Int(attribute(index, place).name)]
    }

    /// The number of the name of an element's attribute, by its place from 0: see ``nameNumber(_:)``.
    @inline(__always)
    package func attributeNameNumber(_ index: Int, _ place: Int) -> Int {
        Int(attribute(index, place).name)
    }

    /// The local name of a numbered name.
    package func localName(_ number: Int) -> String { names.names[number].local }

    /// The bytes of the value of an element's attribute; valid as long as the record.
    package func attributeBytes(_ index: Int, _ place: Int) -> UnsafeBufferPointer<UInt8> {
        let attribute = attribute(index, place)
        return UnsafeBufferPointer(
            start: values.base + Int(attribute.start), count: Int(attribute.end - attribute.start))
    }

    /// The value of an element's attribute, by its place from 0.
    package func attributeString(_ index: Int, _ place: Int) -> String {
        String(decoding: attributeBytes(index, place), as: UTF8.self)
    }

    /// The value of an element's attribute of this local name.
    package func attribute(_ index: Int, named name: String) -> String? {
        for place in 0..<attributeCount(index) where attributeName(index, place).local == name {
            return attributeString(index, place)
        }
        return nil
    }

    @inline(__always)
    private func element(_ index: Int) -> Element {
        precondition(index >= 0 && index < elements.count, "no such element in the record")
        return elements.base[index]
    }

    @inline(__always)
    private func attribute(_ index: Int, _ place: Int) -> Attribute {
        let element = element(index)
        precondition(place >= 0 && place < Int(element.attributeCount), "no such attribute")
        return attributes.base[Int(element.firstAttribute) + place]
    }
}

extension XMLRecord {
    /// The record as a tree.
    func tree() -> XMLNode {
        var reading = TreeReading()
        return node(&reading)
    }

    /// How far the building of a tree has come.
    private struct TreeReading {
        /// The number of the next element.
        var next = 0
        /// How many namespace declarations and remarks are in the tree already.
        var declared = 0
        var remarked = 0
    }

    /// Builds the element numbered `next` and everything below it; the depth limit bounds the
    /// recursion.
    private func node(_ reading: inout TreeReading) -> XMLNode {
        let index = reading.next
        let element = elements.base[index]
        let name = name(index)
        reading.next += 1
        var declarations: [XMLNamespaceDeclaration] = []
        while reading.declared < self.declarations.count,
            Int(self.declarations[reading.declared].element) == index
        {
            declarations.append(self.declarations[reading.declared].declaration)
            reading.declared += 1
        }
        var children: [XMLChild] = []
        var position = element.textStart
        while reading.next < elements.count, elements.base[reading.next].depth > element.depth {
            appendRemarks(of: index, from: &position, &reading, &children)
            let child = elements.base[reading.next]
            appendText(from: position, to: child.textStart, &children)
            children.append(.element(node(&reading)))
            position = child.textEnd
        }
        appendRemarks(of: index, from: &position, &reading, &children)
        appendText(from: position, to: element.textEnd, &children)
        let attributes = (0..<attributeCount(index)).map { place in
            let name = attributeName(index, place)
            return XMLAttribute(
                name: name.local, prefix: name.prefix, namespace: name.namespace,
                value: attributeString(index, place))
        }
        return XMLNode(
            name: name.local, prefix: name.prefix, namespace: name.namespace,
            attributes: attributes, children: children, line: Int(element.line),
            column: Int(element.column), namespaceDeclarations: declarations)
    }

    /// The remarks that stand in an element before its next child, with the text between them.
    private func appendRemarks(
        of index: Int, from position: inout Int32, _ reading: inout TreeReading,
        _ children: inout [XMLChild]
    ) {
        while reading.remarked < remarks.count {
            let remark = remarks[reading.remarked]
            guard Int(remark.element) == index, Int(remark.next) == reading.next else { return }
            appendText(from: position, to: remark.place, &children)
            children.append(remark.remark)
            position = remark.place
            reading.remarked += 1
        }
    }

    private func appendText(from start: Int32, to end: Int32, _ children: inout [XMLChild]) {
        guard end > start else { return }
        let bytes = UnsafeBufferPointer(start: text.base + Int(start), count: Int(end - start))
        children.append(.text(String(decoding: bytes, as: UTF8.self)))
    }
}
