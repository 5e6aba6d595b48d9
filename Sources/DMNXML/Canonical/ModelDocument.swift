package import DMN
package import XML

/// A `.dmn` file as a tree from which nothing was left out, to be written again.
///
/// `ModelFiles` reads what a model means; this keeps what the file holds: ids, descriptions,
/// extension elements, comments, the diagram. It is what `baf rules normalise` and the import of a
/// spreadsheet write.
///
///     let document = try ModelDocument(bytes: bytes, file: "routing.dmn")
///     document.version                      // "1.5"
///     try document.canonical().bytes        // the same model in the 1.3 namespace
package struct ModelDocument: Sendable {
    /// The `definitions` element.
    package var root: XMLNode
    /// Comments and processing instructions before and after it.
    let before: [XMLChild]
    let after: [XMLChild]
    /// The file's name for messages.
    package let file: String
    /// The version of DMN by the file's namespace: "1.2" to "1.6".
    package let version: String

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes.
    ///   - file: Its name for messages.
    /// - Throws: `DMNError` when it is not XML or not DMN, or when reading it had to replace characters.
    package init(bytes: [UInt8], file: String) throws(DMNError) {
        let reading: XMLDocument.Reading
        do {
            reading = try XMLDocument.read(.bytes(bytes, name: file), keepingRemarks: true)
        } catch {
            throw DMNError([ModelFiles.problem(error, file: file)])
        }
        root = reading.root
        before = reading.before
        after = reading.after
        self.file = file
        let namespace = root.namespace ?? ""
        guard root.name == "definitions", let version = ModelSchema.versions[namespace] else {
            throw DMNError([
                ModelProblem(
                    at: SourceLocation(file: file, line: root.line, column: root.column),
                    "the root element <\(root.name)> is not in the namespace of DMN 1.2 to 1.6: "
                        + "\"\(XMLError.oneLine(namespace))\"",
                    advice: namespace.contains("20151101")
                        ? "DMN 1.1 is not read: open it in Camunda Modeler and save it"
                        : "this is not a DMN file")
            ])
        }
        self.version = version
        try Self.refuse(reading.summary.repairs, file: file)
    }

    /// Characters that reading replaces would be lost for good by writing.
    private static func refuse(_ repairs: XMLRepairs, file: String) throws(DMNError) {
        let tallies = [
            repairs.characters, repairs.references, repairs.strayBytes, repairs.undecoded,
        ]
        guard repairs.total > 0 else { return }
        let places = tallies.flatMap(\.places)
        throw DMNError(
            [
                ModelProblem(
                    at: SourceLocation(
                        file: file, line: places.first?.line ?? 1,
                        column: places.first?.column ?? 1),
                    "\(repairs.total == 1 ? "1 character is" : "\(repairs.total) characters are") not "
                        + "allowed in XML or not in the file's encoding",
                    advice: "correct the file and save it as UTF-8")
            ])
    }

    /// The file in its one canonical form, in the namespaces of DMN 1.3.
    ///
    /// - Returns: The bytes, and what was changed or kept besides the form.
    /// - Throws: `DMNError` with every construct that DMN 1.3 does not have.
    package func canonical() throws(DMNError) -> CanonicalModel {
        let newer = NewerConstructs.problems(in: root, file: file)
        guard newer.isEmpty else { throw DMNError(newer) }
        var writer = CanonicalWriter()
        writer.write(before: before, root: root, after: after)
        return CanonicalModel(bytes: Array(writer.text.utf8), notes: writer.notes)
    }
}

/// A model in canonical form.
package struct CanonicalModel: Sendable {
    /// The file's bytes: UTF-8, lines that end in LF.
    package let bytes: [UInt8]
    /// What was kept from other namespaces, and what could not be: a sentence each.
    package let notes: [String]
}

/// What DMN 1.4 and later have, and 1.3 has not.
enum NewerConstructs {
    private static let elements: Set<String> = ["conditional", "filter", "for", "some", "every"]

    /// A problem for each such construct, in file order.
    static func problems(in root: XMLNode, file: String) -> [ModelProblem] {
        var found: [ModelProblem] = []
        look(at: root, root.namespace, file, &found)
        return found
    }

    private static func look(
        at node: XMLNode, _ model: String?, _ file: String, _ found: inout [ModelProblem]
    ) {
        if node.namespace == model, let advice = advice(for: node.name) {
            let version = node.name == "typeConstraint" ? "1.5" : "1.4"
            found.append(
                ModelProblem(
                    at: SourceLocation(file: file, line: node.line, column: node.column),
                    "<\(node.name)> is of DMN \(version), and DMN 1.3 has no such element",
                    advice: advice))
        }
        for element in node.elements { look(at: element, model, file, &found) }
    }

    private static func advice(for name: String) -> String? {
        switch name {
        case "typeConstraint":
            "test the whole list in a decision, or write <allowedValues> for its members"
        case "conditional": "write it as a literal expression: if ... then ... else ..."
        case "filter": "write it as a literal expression: list[condition]"
        case "for": "write it as a literal expression: for x in list return ..."
        case "some", "every":
            "write it as a literal expression: \(name) x in list satisfies ..."
        default: nil
        }
    }
}
