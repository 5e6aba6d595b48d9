internal import CLibXML2

/// libxml2's push parser behind ``SAXState``: takes UTF-8 in pieces, calls back for records.
final class PushParser {
    private let context: xmlParserCtxtPtr
    private let failure: UnsafeMutablePointer<baf_xml_failure>
    let state: UnsafeMutablePointer<SAXState>

    private static let started: Void = xmlInitParser()

    /// A parser over a state that it owns from now on.
    init?(_ initial: consuming SAXState) {
        _ = Self.started
        state = .allocate(capacity: 1)
        state.initialize(to: initial)
        failure = .allocate(capacity: 1)
        failure.initialize(to: baf_xml_failure())
        var handler = makeSAXHandler()
        guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
            state.deinitialize(count: 1)
            state.deallocate()
            failure.deallocate()
            return nil
        }
        self.context = context
        baf_xml_set_options(context)
        context.pointee._private = UnsafeMutableRawPointer(failure)
        state.pointee.context = context
    }

    deinit {
        xmlFreeParserCtxt(context)
        state.deinitialize(count: 1)
        state.deallocate()
        failure.deallocate()
    }

    /// What ended the parse.
    enum Outcome {
        case goesOn
        case stopped(SAXStop)
        case failed(code: Int32, unread: Int, message: String)
    }

    /// Parses more bytes, or with `isLast` the end of the document.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Outcome {
        var rest = bytes
        var result: Int32 = 0
        repeat {
            let part = min(rest.count, Int(Int32.max) / 2)
            let ends = isLast && part == rest.count
            result = rest.withMemoryRebound(to: CChar.self) { part in
                xmlParseChunk(context, part.baseAddress, Int32(part.count), ends ? 1 : 0)
            }
            rest = UnsafeBufferPointer(rebasing: rest.dropFirst(part))
        } while !rest.isEmpty && result == 0
        if let stop = state.pointee.stop { return .stopped(stop) }
        // A failed conversion or a namespace error may reach neither handler nor event: the return
        // code is looked at too.
        let kept = failure.pointee
        guard kept.code != 0 || result != 0 || (isLast && context.pointee.wellFormed == 0) else {
            return .goesOn
        }
        let message = kept.code == 0 ? "" : String(cString: baf_xml_message(failure))
        return .failed(
            code: kept.code != 0 ? kept.code : result, unread: Int(kept.unread), message: message)
    }
}
