package io.millrace.zones.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Pages in zstd or as they are, the only codecs of the clean zone. Goes straight to the library: Hadoop's codec
 * framework would read configuration files that nobody asked for.
 */
final class ZstdPages implements CompressionCodecFactory {

    private static final int LEVEL = 3;
    /** No page of ours comes near; a damaged header must not make the reader ask for gigabytes. */
    private static final int LARGEST_PAGE = 512 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.ZSTD ? new Compressor() : new Plain();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec == CompressionCodecName.ZSTD) {
            return new Decompressor();
        } else if (codec == CompressionCodecName.UNCOMPRESSED) {
            return new Plain();
        }
        throw new IllegalArgumentException("compressed with " + codec + "; the clean zone holds zstd only");
    }

    @Override
    public void release() {}

    private static byte[] bytes(BytesInput page) throws IOException {
        return page.toInputStream().readAllBytes();
    }

    private static final class Compressor implements BytesInputCompressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(context.compress(bytes(page)));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            context.close();
        }
    }

    private static final class Decompressor implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(decompress(bytes(page), size));
        }

        @Override
        public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size) throws IOException {
            byte[] bytes = new byte[pageSize];
            page.get(bytes);
            out.put(decompress(bytes, size));
        }

        private static byte[] decompress(byte[] page, int size) throws IOException {
            long announced = Zstd.getFrameContentSize(page);
            if (size < 0 || size > LARGEST_PAGE || (announced >= 0 && announced != size)) {
                throw new IOException("a page's header says " + size + " bytes, its content " + announced);
            }
            try {
                byte[] bytes = Zstd.decompress(page, size);
                if (bytes.length != size) {
                    throw new IOException("a page's header says " + size + " bytes, it has " + bytes.length);
                }
                return bytes;
            } catch (ZstdException e) {
                throw new IOException("a page is not zstd: " + e.getMessage(), e);
            }
        }

        @Override
        public void release() {}
    }

    private static final class Plain implements BytesInputCompressor, BytesInputDecompressor {
        @Override
        public BytesInput compress(BytesInput page) {
            return page;
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public BytesInput decompress(BytesInput page, int size) {
            return page;
        }

        @Override
        public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size) {
            out.put(page);
        }

        @Override
        public void release() {}
    }
}
