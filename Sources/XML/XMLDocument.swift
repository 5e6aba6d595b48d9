internal import Glibc

/// Reads small documents whole, as trees.
package enum XMLDocument {
    /// The root element of a document in memory.
    ///
    ///     try XMLDocument.parse(Array("<a>b</a>".utf8), name: "a.xml").text   // "b"
    ///
    /// - Parameters:
    ///   - bytes: The document, in any encoding that we read.
    ///   - name: What to call it in errors.
    ///   - limits: How large its parts may be.
    package static func parse(
        _ bytes: [UInt8], name: String, limits: XMLLimits = .standard
    ) throws(XMLError) -> XMLNode {
        var root: XMLNode?
        let places = UnsafeMutablePointer<TagPlaces>.allocate(capacity: 1)
        places.initialize(to: TagPlaces())
        defer { places.deinitialize(count: 1); places.deallocate() }
        let state = SAXState(recordNames: nil, limits: limits, places: places) { root = $0.tree() }
        guard let parser = PushParser(state) else {
            throw XMLError(.notReadable, file: name, what: "no memory")
        }
        let outcome = bytes.withUnsafeBufferPointer { parser.feed($0, isLast: true) }
        if case .goesOn = outcome, let root { return root }
        throw XMLError(.malformed, file: name, what: "\(outcome)")
    }

    /// The root element of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limits: How large its parts may be.
    package static func parse(
        path: String, limits: XMLLimits = .standard
    ) throws(XMLError) -> XMLNode {
        guard let file = fopen(path, "r") else {
            throw XMLError(.notFound, file: path, what: "no such file")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer.prefix(count)
        }
        return try parse(bytes, name: path, limits: limits)
    }
}
