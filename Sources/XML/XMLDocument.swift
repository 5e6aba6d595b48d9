/// Reads small documents whole, as trees.
package enum XMLDocument {
    /// A tree, and what reading it found besides.
    package struct Reading: Sendable, Hashable {
        /// The root element.
        package var root: XMLNode

        /// Encoding and repairs.
        package var summary: XMLReadingSummary

        /// The document as it was parsed: UTF-8, repaired, no encoding declared; nil when not asked
        /// for.
        package var text: String?

        /// Comments and processing instructions before the root element; empty when not asked for.
        package var before: [XMLChild] = []

        /// Comments and processing instructions after the root element; empty when not asked for.
        package var after: [XMLChild] = []
    }

    /// The root element of a document in memory; `name` is what errors call it.
    ///
    ///     try XMLDocument.parse(Array("<a>b</a>".utf8), name: "a.xml").text   // "b"
    package static func parse(
        _ bytes: [UInt8], name: String, limits: XMLLimits = .standard
    ) throws(XMLError) -> XMLNode {
        try read(.bytes(bytes, name: name), limits: limits).root
    }

    /// The root element of a file.
    package static func parse(
        path: String, limits: XMLLimits = .standard
    ) throws(XMLError) -> XMLNode {
        try read(.file(path), limits: limits).root
    }

    /// A tree with the file's encoding and what was replaced in it.
    ///
    /// - Parameters:
    ///   - input: The document.
    ///   - limits: How large its parts may be.
    ///   - keepingText: Whether to keep the document as it was parsed.
    ///   - keepingRemarks: Whether to keep comments and processing instructions in the tree, for who
    ///     means to write the document again.
    /// - Returns: The tree, and what reading it found besides.
    /// - Throws: `XMLError` with the place.
    package static func read(
        _ input: XMLInput, limits: XMLLimits = .standard, keepingText: Bool = false,
        keepingRemarks: Bool = false
    ) throws(XMLError) -> Reading {
        let encoding = try InputScan.encoding(of: input)
        var root: XMLNode?
        do {
            let reader = try DocumentReader(
                input, encoding: encoding, limits: limits, recordNames: nil,
                keepsRemarks: keepingRemarks
            ) { root = $0.tree() }
            if keepingText { reader.text = [] }
            try reader.run()
            if let root {
                let text = reader.text.map { String(decoding: $0, as: UTF8.self) }
                let around = reader.remarksAround
                return Reading(
                    root: root, summary: reader.summary, text: text, before: around.before,
                    after: around.after)
            }
        } catch let error as XMLError {
            throw error
        } catch {
            throw XMLError(.malformed, file: input.name, what: "\(error)")
        }
        throw XMLError(.truncated, file: input.name, what: "the file has no element")
    }
}
